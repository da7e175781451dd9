// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/http/multipart.hpp"

namespace ost::api {

/// "value; name=value; name="quoted value"" as it is said by Content-Type and Content-Disposition.
struct HeaderValue {
  std::string value{};  ///< in small letters
  std::vector<std::pair<std::string, std::string>> parameters{};

  /// The first parameter of that name, which is written in small letters; nullptr when there is
  /// none.
  const std::string* find(std::string_view name) const;
};
HeaderValue parse_header_value(std::string_view text);

/// The head of a part. kInvalidFields where Content-Disposition is not form-data with a name, for
/// a name that is no UTF-8, and for a Content-Transfer-Encoding that changes the bytes.
base::Result<PartHead> parse_part_head(std::string_view lines);

}  // namespace ost::api
