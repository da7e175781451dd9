// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mail/smtp.hpp"

namespace ost::httpd {

/// What OsTicketMail says.
struct MailWay {
  enum class Kind { kOff, kOsTicket, kServer, kProgram };
  Kind kind = Kind::kOsTicket;
  mail::SmtpServer server{};           ///< for kServer
  std::vector<std::string> program{};  ///< for kProgram, and kOsTicket's last way out
};

/// `off`, `smtp://host:port`, or `osticket` or `sendmail` with a program and its arguments, which
/// may be empty for the system's. Empty for anything else.
std::optional<MailWay> read_mail_way(std::string_view word, std::string_view program);

}  // namespace ost::httpd
