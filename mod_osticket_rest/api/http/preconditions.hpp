// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace ost::api {

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
