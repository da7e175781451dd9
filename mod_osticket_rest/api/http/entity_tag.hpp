// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace ost::api {

/// A strong tag in its quotes for one state of an answer: of two texts that differ, two tags
/// differ.
std::string entity_tag(std::string_view state);

/// The same tag, said to be weak: the answers mean the same, their bytes may differ.
std::string weak_tag(const std::string& tag);

enum class Comparison {
  kStrong,  ///< no weak tag is the same as any other
  kWeak,
};

/// True when the value of If-Match or If-None-Match names the tag, or any (`*`). Our tags hold no
/// comma.
bool names_tag(std::string_view header, std::string_view tag, Comparison comparison);

}  // namespace ost::api
