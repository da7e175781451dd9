// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "db/connection.hpp"

namespace ost::db {

/// The text of a canned response; empty when there is none or it is not enabled.
base::Result<std::optional<std::string>> find_canned_response(Connection& connection,
                                                              std::int64_t id);

}  // namespace ost::db
