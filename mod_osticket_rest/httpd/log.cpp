// SPDX-License-Identifier: MIT
#include "httpd/log.hpp"

#include <string>

namespace ost::httpd {

void RequestLog::write(int level, std::string_view message) {
  const std::string text(message);
  ap_log_rerror(APLOG_MARK, level, 0, request_, "%s", text.c_str());
}

}  // namespace ost::httpd
