// SPDX-License-Identifier: MIT
#include "db/tickets/sequences.hpp"

#include "db/query.hpp"

namespace ost::db {
namespace {

// Two tickets created at once must not get one number, so the row stays locked from kLock until the
// transaction that inserts the ticket ends.
constexpr Statement kLock{
    "sequences.lock",
    "SELECT id, `next`, increment, padding FROM {sequence} WHERE id = %s FOR UPDATE", 1};

constexpr Statement kAdvance{"sequences.advance",
                             "UPDATE {sequence} SET `next` = %s, updated = %s WHERE id = %s", 3};

constexpr Statement kNumberTaken{"sequences.number_taken",
                                 "SELECT COUNT(*) FROM {ticket} WHERE number = %s", 1};

}  // namespace

base::Result<SequenceRow> lock_sequence(Connection& connection, std::int64_t id) {
  return select_one<SequenceRow>(connection, kLock, {id}, SequenceRow{}, [](const Row& r) {
    return SequenceRow{r.number(0), r.number(1), r.number(2), r.string(3)};
  });
}

base::Status advance_sequence(Connection& connection, const SequenceRow& sequence,
                              const std::string& now) {
  const auto advanced = connection.execute(kAdvance, {sequence.next, now, sequence.id});
  if (!advanced) return advanced.error();
  return {};
}

base::Result<bool> is_number_taken(Connection& connection, const std::string& number) {
  return select_one<bool>(connection, kNumberTaken, {number}, false,
                          [](const Row& r) { return r.flag(0); });
}

}  // namespace ost::db
