// SPDX-License-Identifier: MIT
#include "db/people/people.hpp"

namespace ost::db {
namespace {

constexpr Statement kByIds{"people.by_ids",
                           "SELECT u.id, u.name, e.address FROM {user} u"
                           " LEFT JOIN {user_email} e ON e.id = u.default_email_id"
                           " WHERE u.id IN %s",
                           1};

}  // namespace

base::Status load_people(Connection& connection, const std::vector<std::int64_t>& ids,
                         base::TextArena& arena, People& people) {
  for (const std::int64_t id : ids) people.try_emplace(id);
  return connection.select(kByIds, {ids}, [&](const Row& row) {
    people[row.number(0)] = {arena.keep(row.text(1)), arena.keep(row.text(2))};
    return base::Status();
  });
}

}  // namespace ost::db
