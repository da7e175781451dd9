// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.hpp"

namespace ost::domain {

/// Choices of a field, key and label, in their order.
using Choices = std::vector<std::pair<std::string, std::string>>;

/// The number that a text is in whole; empty for any other text.
std::optional<std::int64_t> whole_number(std::string_view text);

/// The label of a key, nullptr when there is none.
const std::string* find_label(const Choices& choices, std::string_view key);

/// {"key":"label", …}, or, as PHP has it, ["label", …] when the keys are 0, 1, 2 and so on.
base::Json json_of(const Choices& choices);

/// Labels, or keys, with ", " between them.
std::string joined(const Choices& choices, bool labels);

/// What a client sent for a field with choices, as PHP sees it: one value, or keys with values.
struct SentChoices {
  bool is_list = false;
  base::Json value{};                                       ///< unless it is a list
  std::vector<std::pair<std::string, base::Json>> items{};  ///< of a list

  /// PHP's false: null, "", "0", 0, false, an empty list.
  bool is_nothing() const;
  /// The items; a single value has the key 0.
  std::vector<std::pair<std::string, base::Json>> as_items() const;
};
SentChoices sent_choices(const base::Json& input);

}  // namespace ost::domain
