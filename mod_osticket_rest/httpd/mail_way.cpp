// SPDX-License-Identifier: MIT
#include "httpd/mail_way.hpp"

#include <charconv>

#include "base/text.hpp"
#include "mail/account.hpp"

namespace ost::httpd {
namespace {

constexpr std::string_view kScheme = "smtp://";
constexpr char kSystemProgram[] = "/usr/sbin/sendmail";

std::vector<std::string> words_of(std::string_view program) {
  std::vector<std::string> words;
  for (const std::string_view word : base::split(program, ' '))
    if (!word.empty()) words.emplace_back(word);
  if (words.empty()) words.emplace_back(kSystemProgram);
  return words;
}

// Host and port; an IPv6 address stands in brackets.
std::optional<mail::SmtpServer> server_of(std::string_view address) {
  const std::size_t colon = address.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  const std::string_view host = address.substr(0, colon);
  const std::string_view digits = address.substr(colon + 1);
  int port = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  const bool is_port = read.ec == std::errc() && read.ptr == digits.data() + digits.size() &&
                       port > 0 && port < 65536;
  if (!is_port || host.find_first_of("/@ ") != std::string_view::npos) return std::nullopt;
  return mail::read_server(host, port);
}

}  // namespace

std::optional<MailWay> read_mail_way(std::string_view word, std::string_view program) {
  MailWay way;
  way.program = words_of(program);
  if (base::equal_ignoring_case(word, "sendmail")) {
    way.kind = MailWay::Kind::kProgram;
    return way;
  }
  if (base::equal_ignoring_case(word, "osticket")) return way;
  if (!program.empty()) return std::nullopt;
  if (base::equal_ignoring_case(word, "off")) {
    way.kind = MailWay::Kind::kOff;
    return way;
  }
  if (!base::equal_ignoring_case(word.substr(0, kScheme.size()), kScheme)) return std::nullopt;
  auto server = server_of(word.substr(kScheme.size()));
  if (!server) return std::nullopt;
  way.kind = MailWay::Kind::kServer;
  way.server = std::move(*server);
  return way;
}

}  // namespace ost::httpd
