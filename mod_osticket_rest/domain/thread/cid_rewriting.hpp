// SPDX-License-Identifier: MIT
// Content ids in a body that has been cleaned.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ost::domain {

/// True when the body shows that content id, letter for letter.
bool shows(std::string_view body, const std::string& content_id);

/// The keys of files that the body names: 32 letters in quotes behind "cid:".
std::vector<std::string> keys_in(std::string_view body);

/// Keys by content ids, as `content_id_in_body` writes them.
using KeysByContentId = std::map<std::string, std::string>;
/// A content id as an attribute of a cleaned body has it, letter case aside.
std::string content_id_in_body(std::string_view content_id);
/// The body with keys in the place of content ids, letter case of these aside. Linear in its
/// length.
std::string with_keys(std::string_view body, const KeysByContentId& keys);

/// The body without images that show this key; where it stands otherwise, it is none any more.
std::string without_key(std::string_view body, const std::string& key);

}  // namespace ost::domain
