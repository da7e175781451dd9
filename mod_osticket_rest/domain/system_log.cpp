// SPDX-License-Identifier: MIT
#include "domain/system_log.hpp"

#include "base/html.hpp"
#include "base/plain_text.hpp"
#include "db/system_log.hpp"

namespace ost::domain {
namespace {

constexpr std::int64_t kWarning = 2;
constexpr std::int64_t kDebug = 3;

base::Status write(db::Connection& connection, const HelpDesk& desk, std::int64_t level,
                   const db::SystemLogRow& row) {
  if (desk.setting_number("log_level") < level) return {};
  return db::insert_system_log(connection, row);
}

}  // namespace

base::Status log_warning(db::Connection& connection, const HelpDesk& desk, const LogLine& line,
                         const std::string& client_address) {
  return write(connection, desk, kWarning,
               {"Warning", base::strip_tags(base::clean_markup(line.title)),
                base::clean_markup(line.message), client_address});
}

base::Status log_debug(db::Connection& connection, const HelpDesk& desk, const LogLine& line,
                       const std::string& client_address) {
  return write(connection, desk, kDebug,
               {"Debug", base::strip_tags(base::clean_markup(line.title)),
                base::clean_markup(line.message), client_address});
}

}  // namespace ost::domain
