// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "domain/desk/help_desk.hpp"

namespace ost::domain {

/// A line of osTicket's system log.
struct LogLine {
  std::string title;
  std::string message;
};

/// Writes a warning, an error, or a line for debugging, where the help desk's log level asks for it
/// (osTicket::log). Title and message are cleaned as osTicket cleans them.
base::Status log_warning(db::Connection& connection, const HelpDesk& desk, const LogLine& line,
                         const std::string& client_address);
base::Status log_error(db::Connection& connection, const HelpDesk& desk, const LogLine& line,
                       const std::string& client_address);
base::Status log_debug(db::Connection& connection, const HelpDesk& desk, const LogLine& line,
                       const std::string& client_address);

}  // namespace ost::domain
