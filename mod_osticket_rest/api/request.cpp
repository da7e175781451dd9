// SPDX-License-Identifier: MIT
#include "api/request.hpp"

#include "base/text.hpp"

namespace ost::api {

const std::string* Request::header(std::string_view name) const {
  for (const auto& [known, value] : headers)
    if (base::equal_ignoring_case(known, name)) return &value;
  return nullptr;
}

}  // namespace ost::api
