// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

#include "db/connection.hpp"

namespace ost::db {

struct SequenceRow {
  std::int64_t id = 0;  ///< 0: none
  std::int64_t next = 1;
  std::int64_t increment = 1;
  std::string padding = "0";
};

/// Locks the sequence until the transaction ends; id 0 when there is none (Sequence::__next).
base::Result<SequenceRow> lock_sequence(Connection& connection, std::int64_t id);

/// Stores the number that the next ticket gets.
base::Status advance_sequence(Connection& connection, const SequenceRow& sequence,
                              const std::string& now);

/// Ticket::isTicketNumberUnique, the other way round.
base::Result<bool> is_number_taken(Connection& connection, const std::string& number);

}  // namespace ost::db
