// SPDX-License-Identifier: MIT
#include "db/sequences.hpp"

#include "db/select_all.hpp"
#include "db/sequences_sql.hpp"

namespace ost::db {

base::Result<SequenceRow> lock_sequence(Connection& connection, std::int64_t id) {
  return select_one<SequenceRow>(
      connection, sequences_sql::kLock, {id}, SequenceRow{}, [](const Row& r) {
        return SequenceRow{r.number(0), r.number(1), r.number(2), r.string(3)};
      });
}

base::Status advance_sequence(Connection& connection, const SequenceRow& sequence,
                              const std::string& now) {
  const auto advanced =
      connection.execute(sequences_sql::kAdvance, {sequence.next, now, sequence.id});
  if (!advanced) return advanced.error();
  return {};
}

base::Result<bool> is_number_taken(Connection& connection, const std::string& number) {
  return select_one<bool>(connection, sequences_sql::kNumberTaken, {number}, false,
                          [](const Row& r) { return r.flag(0); });
}

}  // namespace ost::db
