// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_arena.hpp"
#include "db/connection.hpp"
#include "db/desk/read_reference.hpp"

namespace ost::db {

/// Which tickets to list; filters combine with AND.
struct ListQuery {
  std::int64_t page = 1;
  std::int64_t per_page = 20;
  std::optional<std::int64_t> id{};
  std::optional<std::int64_t> status_id{};
  std::optional<std::int64_t> dept_id{};
  std::optional<std::int64_t> topic_id{};
  std::optional<std::int64_t> user_id{};  ///< the owner of the address that was asked for
  std::optional<std::string> subject_part{};
};

/// A ticket as lists show it. Times are database time; empty: NULL or a row that is missing. The
/// texts are kept in the arena that was given to the reading.
struct ListedTicket {
  std::int64_t id = 0;
  std::optional<std::string_view> number;
  std::int64_t status_id = 0;
  std::int64_t dept_id = 0;
  std::int64_t topic_id = 0;
  std::optional<std::string_view> created;
  std::optional<std::string_view> updated;
  std::optional<std::string_view> subject;
  std::optional<std::string_view> priority;
  std::int64_t user_id = 0;
  std::optional<std::string_view> user_name;
  std::optional<std::string_view> user_email;
  std::int64_t thread_id = 0;  ///< 0: none
};

/// The owner of an address, letter case aside and nothing else aside; empty when nobody has it.
base::Result<std::optional<std::int64_t>> find_owner(Connection& connection,
                                                     const std::string& address);

/// The id of the first ticket of the page; empty when the list ends before it.
base::Result<std::optional<std::int64_t>> find_page_start(Connection& connection,
                                                          const ListQuery& list);

/// The first `per_page` tickets of the list whose ids are not below `first_id`, ascending.
base::Result<std::vector<ListedTicket>> load_page(Connection& connection, const ListQuery& list,
                                                  std::int64_t first_id,
                                                  const ReadReference& reference,
                                                  base::TextArena& arena);

/// How many tickets the filters leave, over all pages.
base::Result<std::int64_t> count_tickets(Connection& connection, const ListQuery& list);

}  // namespace ost::db
