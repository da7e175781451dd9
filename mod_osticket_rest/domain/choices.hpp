// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.hpp"

namespace ost::domain {

/// Choices of a field, key and label, in their order.
using Choices = std::vector<std::pair<std::string, std::string>>;

/// The label of a key, nullptr when there is none.
const std::string* find_label(const Choices& choices, std::string_view key);

/// {"key":"label", …}
base::Json json_of(const Choices& choices);

/// Labels, or keys, with ", " between them.
std::string joined(const Choices& choices, bool labels);

/// The keys or labels a client sent: one, a list, or an object of keys.
std::vector<std::string> selections(const base::Json& input);

}  // namespace ost::domain
