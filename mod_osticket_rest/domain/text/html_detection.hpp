// SPDX-License-Identifier: MIT
// What a text holds, before anything is made of it. Each is linear in the text's length.
#pragma once

#include <string_view>

namespace ost::domain {

/// True when the text holds a tag of an element that HTML knows, written to its end: "<br>",
/// "</p>", "<a href=…>". Not for "<john@example.com>", "a<b" or "<<EOF".
bool holds_element(std::string_view text);

}  // namespace ost::domain
