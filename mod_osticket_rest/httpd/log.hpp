// SPDX-License-Identifier: MIT
// The one place that sets up httpd's logging for C++.
#pragma once

#include <httpd.h>
// The log macros need the module's index, so this order matters.
#include <http_config.h>
#include <http_log.h>

#include "base/system.hpp"

extern "C" {
extern module AP_MODULE_DECLARE_DATA osticket_rest_module;
}
APLOG_USE_MODULE(osticket_rest);

/// Begins the format of each line that the module logs; a check holds the numbers apart.
#define OST_NUMBER(number) "OSTR" #number ": "

namespace ost::httpd {

/// Lines about one request.
class RequestLog final : public base::Log {
 public:
  explicit RequestLog(const request_rec* request) : request_(request) {}
  void write(base::LogLevel level, const char* number, std::string_view line) noexcept override;

 private:
  const request_rec* request_;
};

/// Lines about a server or virtual host, as at start and from a background task.
class ServerLog final : public base::Log {
 public:
  explicit ServerLog(const server_rec* server) : server_(server) {}
  void write(base::LogLevel level, const char* number, std::string_view line) noexcept override;

 private:
  const server_rec* server_;
};

}  // namespace ost::httpd
