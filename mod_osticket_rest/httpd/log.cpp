// SPDX-License-Identifier: MIT
#include "httpd/log.hpp"

namespace ost::httpd {
namespace {

int level_of(base::LogLevel level) {
  switch (level) {
    case base::LogLevel::kError:
      return APLOG_ERR;
    case base::LogLevel::kWarning:
      return APLOG_WARNING;
    case base::LogLevel::kNotice:
      return APLOG_NOTICE;
    case base::LogLevel::kInfo:
      break;
  }
  return APLOG_INFO;
}

}  // namespace

void RequestLog::write(base::LogLevel level, const char* number, std::string_view line) noexcept {
  ap_log_rerror(APLOG_MARK, level_of(level), 0, request_, "%s: %.*s", number,
                static_cast<int>(line.size()), line.data());
}

void ServerLog::write(base::LogLevel level, const char* number, std::string_view line) noexcept {
  ap_log_error(APLOG_MARK, level_of(level), 0, server_, "%s: mod_osticket_rest: %.*s", number,
               static_cast<int>(line.size()), line.data());
}

}  // namespace ost::httpd
