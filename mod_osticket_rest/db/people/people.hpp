// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text_arena.hpp"
#include "db/connection.hpp"

namespace ost::db {

/// A user as lists show him; empty: NULL or a row that is missing.
struct Person {
  std::optional<std::string_view> name;
  std::optional<std::string_view> email;
};

/// Users by id.
using People = std::unordered_map<std::int64_t, Person>;

/// Adds the users of these ids, in one statement. An id that nobody has becomes a Person without
/// name, so that it is asked for once. The texts are kept in the arena.
base::Status load_people(Connection& connection, const std::vector<std::int64_t>& ids,
                         base::TextArena& arena, People& people);

}  // namespace ost::db
