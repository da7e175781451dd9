// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "base/json.hpp"

namespace ost::domain {

/// A member of a request that stands for a field of one of the forms, by its name.
struct FieldInput {
  std::string name;
  base::Json value;
};

}  // namespace ost::domain
