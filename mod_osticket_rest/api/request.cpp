// SPDX-License-Identifier: MIT
#include "api/request.hpp"

#include "base/text.hpp"

namespace ost::api {

const std::string* Request::header(std::string_view name) const {
  for (const auto& [known, value] : headers)
    if (base::equal_ignoring_case(known, name)) return &value;
  return nullptr;
}

bool Request::is_multipart() const {
  constexpr std::string_view kMultipart = "multipart/";
  const std::string* type = header("Content-Type");
  return type && base::equal_ignoring_case(type->substr(0, kMultipart.size()), kMultipart);
}

}  // namespace ost::api
