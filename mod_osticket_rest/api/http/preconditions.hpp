// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
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

/// What tells one state of a content from another.
struct Validators {
  std::string etag;  ///< strong, with its quotes
  std::optional<std::int64_t> last_modified{};
};

/// The headers of a conditional request (RFC 9110, 13.1); nullptr for one that was not sent.
struct Conditions {
  const std::string* if_match = nullptr;
  const std::string* if_none_match = nullptr;
  const std::string* if_modified_since = nullptr;
  const std::string* if_unmodified_since = nullptr;
  const std::string* if_range = nullptr;
};

enum class Precondition {
  kHolds,
  kNotModified,  ///< the client has this state: 304
  kFailed,       ///< the client wants another one: 412
};

/// Judges the conditions of a GET or HEAD in the order of RFC 9110, 13.2.2.
Precondition judge(const Conditions& conditions, const Validators& validators);

/// False when If-Range names another state, so that the whole is to be sent and not its ranges.
bool allows_ranges(const Conditions& conditions, const Validators& validators);

}  // namespace ost::api
