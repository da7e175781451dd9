// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace ost::domain {

/// Choices of a field, key and label, in their order.
using Choices = std::vector<std::pair<std::string, std::string>>;

}  // namespace ost::domain
