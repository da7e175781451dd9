// SPDX-License-Identifier: MIT
// The one place that sets up httpd's logging for C++.
#pragma once

#include <httpd.h>
// The log macros need the module's index, so this order matters.
#include <http_config.h>
#include <http_log.h>

#include "base/log.hpp"

extern "C" {
extern module AP_MODULE_DECLARE_DATA osticket_rest_module;
}
APLOG_USE_MODULE(osticket_rest);

namespace ost::httpd {

/// base::Log over the error log of one request.
class RequestLog final : public base::Log {
 public:
  explicit RequestLog(request_rec* request) : request_(request) {}
  void debug(std::string_view message) override { write(APLOG_DEBUG, message); }
  void info(std::string_view message) override { write(APLOG_INFO, message); }
  void warning(std::string_view message) override { write(APLOG_WARNING, message); }
  void error(std::string_view message) override { write(APLOG_ERR, message); }

 private:
  void write(int level, std::string_view message);
  request_rec* request_;
};

}  // namespace ost::httpd
