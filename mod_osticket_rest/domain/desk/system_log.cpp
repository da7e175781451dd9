// SPDX-License-Identifier: MIT
#include "domain/desk/system_log.hpp"

#include "base/text.hpp"
#include "db/desk/system_log.hpp"
#include "domain/text/html.hpp"
#include "domain/text/plain_text.hpp"

namespace ost::domain {
namespace {

constexpr std::int64_t kError = 1;
constexpr std::int64_t kWarning = 2;
constexpr std::int64_t kDebug = 3;

// Characters of ost_syslog.title, bytes of its log.
constexpr std::size_t kLongestTitle = 255;
constexpr std::size_t kLargestLog = 65535;

// A line longer than its columns is cut between characters.
base::Status write(db::Connection& connection, const HelpDesk& desk, std::int64_t level,
                   db::SystemLogRow row) {
  if (desk.setting_number("log_level") < level) return {};
  row.title = std::string(base::first_characters(row.title, kLongestTitle));
  row.log.resize(base::valid_utf8_prefix(std::string_view(row.log).substr(0, kLargestLog)));
  return db::insert_system_log(connection, row);
}

}  // namespace

base::Status log_warning(db::Connection& connection, const HelpDesk& desk, const LogLine& line,
                         const std::string& client_address) {
  return write(connection, desk, kWarning,
               {"Warning", strip_tags(clean_markup(line.title)), clean_markup(line.message),
                client_address});
}

base::Status log_error(db::Connection& connection, const HelpDesk& desk, const LogLine& line,
                       const std::string& client_address) {
  return write(
      connection, desk, kError,
      {"Error", strip_tags(clean_markup(line.title)), clean_markup(line.message), client_address});
}

base::Status log_debug(db::Connection& connection, const HelpDesk& desk, const LogLine& line,
                       const std::string& client_address) {
  return write(
      connection, desk, kDebug,
      {"Debug", strip_tags(clean_markup(line.title)), clean_markup(line.message), client_address});
}

}  // namespace ost::domain
