// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace ost::api {

/// True unless an Accept header excludes application/json: the most specific range that names it
/// decides, by a quality above 0. A header without any range that can be read excludes nothing.
bool accepts_json(std::string_view accept);

}  // namespace ost::api
