// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string_view>

#include "base/result.hpp"

namespace ost::base {

/// Takes the next piece of something that is longer than memory should hold.
using TakeBytes = std::function<Status(std::string_view)>;

}  // namespace ost::base
