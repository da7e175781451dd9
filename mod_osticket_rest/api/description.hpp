// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace ost::api {

/// docs/openapi.yaml as JSON. The build makes its source of that file.
std::string_view description();

}  // namespace ost::api
