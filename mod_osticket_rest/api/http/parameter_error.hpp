// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace ost::api {

/// kInvalidParameter that names each parameter that is wrong, and says why.
inline base::Error invalid_parameters(std::vector<base::FieldError> wrong) {
  std::string sentence = "Invalid parameter: ";
  for (std::size_t i = 0; i < wrong.size(); ++i) sentence += (i ? ", " : "") + wrong[i].field;
  return base::Error{base::Errc::kInvalidParameter, sentence, "", std::move(wrong)};
}

}  // namespace ost::api
