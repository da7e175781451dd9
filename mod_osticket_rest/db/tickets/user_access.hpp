// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "db/connection.hpp"

namespace ost::db {

/// A user, and the organisation all of whose tickets he may see; 0: none.
struct TicketReader {
  std::int64_t user_id = 0;
  std::int64_t org_id = 0;
};

/// Whether he owns, collaborates on, or may see for his organisation a ticket that was merged into
/// this one.
base::Result<bool> has_part_in_child(Connection& connection, std::int64_t parent_id,
                                     const TicketReader& reader);

}  // namespace ost::db
