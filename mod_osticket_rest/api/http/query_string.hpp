// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace ost::api {

/// A parameter that says nothing: libraries of browsers add it against caches.
inline constexpr std::string_view kCacheBreaker = "_";

/// The decoded name=value pairs of a query string, in order. kInvalidParameter names a pair whose
/// escapes are broken, or that decodes to a NUL or to anything but UTF-8.
base::Result<std::vector<std::pair<std::string, std::string>>> parse_query_string(
    std::string_view text);

/// The same written as an address holds it.
std::string query_text(const std::vector<std::pair<std::string, std::string>>& pairs);

/// kInvalidParameter that names each parameter that is wrong, and says why.
inline base::Error invalid_parameters(std::vector<base::FieldError> wrong) {
  std::string sentence = "Invalid parameter: ";
  for (std::size_t i = 0; i < wrong.size(); ++i) sentence += (i ? ", " : "") + wrong[i].field;
  return base::Error{base::Errc::kInvalidParameter, sentence, "", std::move(wrong)};
}

}  // namespace ost::api
