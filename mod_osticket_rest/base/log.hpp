// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace ost::base {

/// Where messages for the operator go. The edge bridges it to httpd's error log.
class Log {
 public:
  virtual ~Log() = default;
  virtual void debug(std::string_view message) = 0;
  virtual void info(std::string_view message) = 0;
  virtual void warning(std::string_view message) = 0;
  virtual void error(std::string_view message) = 0;
};

}  // namespace ost::base
