// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace ost::base {

enum class LogLevel { kError, kWarning, kNotice, kInfo };

/// Where a layer that does not know its server writes a line for the operator.
class Log {
 public:
  virtual ~Log() = default;

  /// Writes one line behind its number, by which operators search ("OSTR0001"); a check holds the
  /// numbers apart. The line holds no key, no password, no SQL and no path.
  virtual void write(LogLevel level, const char* number, std::string_view line) noexcept = 0;
};

}  // namespace ost::base
