// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ost::api {

/// The numbers in a path, by the names that the route's pattern gives them.
using PathNumbers = std::vector<std::pair<std::string_view, std::int64_t>>;

/// True when the segments are those of the pattern, such as `tickets/{id}/replies`; a name in
/// braces stands for the number of an id, which is added to `numbers`. The resource at the start
/// may be written with `.php` where the published API does (tickets.php).
bool matches(std::string_view pattern, const std::vector<std::string_view>& segments,
             PathNumbers& numbers);

/// True when the segment names the resource with which the pattern begins.
bool starts_with_resource(std::string_view pattern, std::string_view segment);

/// A decoded path as a header or an address may hold it: everything but letters, digits and what a
/// path may hold is percent-encoded.
std::string escape_path(std::string_view path);

}  // namespace ost::api
