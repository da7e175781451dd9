// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "api/service.hpp"

namespace ost::api {

enum class Access { kRead, kWrite };

/// Whether a help desk whose tables have this signature may be read or changed; else kUnavailable.
base::Status check_schema(std::string_view signature, UnknownSchema policy, Access access);

/// For logs: what an unknown signature means and which setting goes on with reads.
std::string unknown_schema_sentence(std::string_view signature);

}  // namespace ost::api
