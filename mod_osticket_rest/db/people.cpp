// SPDX-License-Identifier: MIT
#include "db/people.hpp"

#include "db/people_sql.hpp"

namespace ost::db {

base::Status load_people(Connection& connection, const std::vector<std::int64_t>& ids,
                         base::TextArena& arena, People& people) {
  for (const std::int64_t id : ids) people.try_emplace(id);
  return connection.select(people_sql::kByIds, {ids}, [&](const Row& row) {
    people[row.number(0)] = {arena.keep(row.text(1)), arena.keep(row.text(2))};
    return base::Status();
  });
}

}  // namespace ost::db
