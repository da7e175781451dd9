// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace ost::domain {

constexpr std::size_t kPropertyCount = 199;

/// The place of a CSS property, in small letters, that a style may set; empty for others.
std::optional<std::size_t> find_property(std::string_view name);

/// True for the functions, in small letters, that compute a length or a colour from what is inside
/// them. What fetches (url, image-set, cross-fade, src, element, paint) or asks the page (attr,
/// var, env) is none of them.
bool is_known_function(std::string_view name);

}  // namespace ost::domain
