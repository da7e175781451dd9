// SPDX-License-Identifier: MIT
#include "mail/message.hpp"

#include <glib.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "base/text.hpp"

namespace ost::mail {
namespace {

constexpr std::size_t kLongestAddress = 320;
constexpr std::size_t kLongestDomain = 253;
constexpr std::size_t kLongestLabel = 63;

struct FreeText {
  void operator()(char* text) const { g_free(text); }
};

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_printable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

bool is_dot_atom(std::string_view text) {
  constexpr std::string_view kMarks = "!#$%&'*+-/=?^_`{|}~.";
  const auto known = [&](char c) {
    return is_letter_or_digit(c) || kMarks.find(c) != std::string_view::npos;
  };
  return !text.empty() && std::all_of(text.begin(), text.end(), known) && text.front() != '.' &&
         text.back() != '.' && text.find("..") == std::string_view::npos;
}

// What a quoted local part says, and what stands without quotes as it is.
std::optional<std::string> unquoted(std::string_view local) {
  if (local.size() < 2 || local.front() != '"' || local.back() != '"') return std::string(local);
  std::string out;
  for (std::size_t i = 1; i + 1 < local.size(); ++i) {
    if (local[i] == '"') return std::nullopt;
    if (local[i] == '\\' && ++i + 1 == local.size()) return std::nullopt;
    out.push_back(local[i]);
  }
  return out;
}

std::optional<std::string> ascii_local_part(std::string_view local) {
  const auto plain = unquoted(local);
  if (!plain || plain->empty() || !is_printable(*plain)) return std::nullopt;
  if (is_dot_atom(*plain)) return plain;
  std::string out = "\"";
  for (const char c : *plain) {
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  return out + '"';
}

bool is_label(std::string_view label) {
  const auto known = [](char c) { return is_letter_or_digit(c) || c == '-' || c == '_'; };
  return !label.empty() && label.size() <= kLongestLabel &&
         std::all_of(label.begin(), label.end(), known) && label.front() != '-' &&
         label.back() != '-';
}

bool is_literal(std::string_view domain) {
  const auto known = [](char c) { return is_letter_or_digit(c) || c == '.' || c == ':'; };
  return domain.size() > 2 && domain.front() == '[' && domain.back() == ']' &&
         std::all_of(domain.begin() + 1, domain.end() - 1, known);
}

std::optional<std::string> ascii_domain(std::string_view domain) {
  if (is_literal(domain)) return std::string(domain);
  std::string name(domain);
  const bool is_ascii = std::none_of(name.begin(), name.end(),
                                     [](char c) { return static_cast<unsigned char>(c) > 127; });
  if (!is_ascii) {
    const std::unique_ptr<char, FreeText> converted(g_hostname_to_ascii(name.c_str()));
    if (!converted) return std::nullopt;
    name = converted.get();
  }
  if (name.size() > kLongestDomain) return std::nullopt;
  const auto labels = base::split(name, '.');
  if (!std::all_of(labels.begin(), labels.end(), is_label)) return std::nullopt;
  return name;
}

}  // namespace

base::Result<std::string> ascii_address(std::string_view address) {
  const base::Error refused{
      base::Errc::kInvalidParameter, "not an address that mail can be sent to", {}, {}};
  const std::size_t at = address.rfind('@');
  if (address.size() > kLongestAddress || at == std::string_view::npos) return refused;
  const std::string_view host = address.substr(at + 1);
  if (!base::is_utf8(address) || host.find('\0') != std::string_view::npos) return refused;
  const auto local = ascii_local_part(address.substr(0, at));
  const auto domain = ascii_domain(host);
  if (!local || !domain || local->size() + domain->size() + 1 > kLongestAddress) return refused;
  return *local + "@" + *domain;
}

}  // namespace ost::mail
