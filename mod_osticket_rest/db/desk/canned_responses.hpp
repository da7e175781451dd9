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

/// Attaches the files of a canned response to a thread entry.
base::Status attach_canned_files(Connection& connection, std::int64_t canned_id,
                                 std::int64_t entry_id);

}  // namespace ost::db
