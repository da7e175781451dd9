// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ost::api {

/// A number and the moment (monotonic microseconds, the same in all processes of a machine) from
/// which it is out of date.
struct SharedNumber {
  std::int64_t value = 0;
  std::int64_t expires = 0;
};

/// Numbers by name that all workers of a machine see. Any of them may be gone at any time; an
/// expired one may still be found, and it is for the caller to look.
class SharedNumbers {
 public:
  virtual ~SharedNumbers() = default;
  virtual std::optional<SharedNumber> find(std::string_view name) = 0;
  virtual void keep(std::string_view name, const SharedNumber& number) = 0;
};

}  // namespace ost::api
