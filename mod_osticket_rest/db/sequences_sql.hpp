// SPDX-License-Identifier: MIT
#pragma once

#include "db/statement.hpp"

namespace ost::db::sequences_sql {

// Two tickets created at once must not get one number, so the row stays locked from kLock until the
// transaction that inserts the ticket ends.
constexpr Statement kLock{
    "sequences.lock",
    "SELECT id, `next`, increment, padding FROM {sequence} WHERE id = %s FOR UPDATE", 1};

constexpr Statement kAdvance{"sequences.advance",
                             "UPDATE {sequence} SET `next` = %s, updated = %s WHERE id = %s", 3};

constexpr Statement kNumberTaken{"sequences.number_taken",
                                 "SELECT COUNT(*) FROM {ticket} WHERE number = %s", 1};

constexpr Statement kAll[] = {kLock, kAdvance, kNumberTaken};

}  // namespace ost::db::sequences_sql
