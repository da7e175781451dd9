// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/connection.hpp"
#include "db/read_reference.hpp"

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

/// A ticket as lists show it. Times are database time; empty: NULL or a row that is missing.
struct ListedTicket {
  std::int64_t id = 0;
  std::optional<std::string> number;
  std::int64_t status_id = 0;
  std::int64_t dept_id = 0;
  std::int64_t topic_id = 0;
  std::optional<std::string> created;
  std::optional<std::string> updated;
  std::optional<std::string> subject;
  std::optional<std::string> priority;
  std::optional<std::string> user_name;
  std::optional<std::string> user_email;
  std::int64_t thread_id = 0;  ///< 0: none
};

/// The owner of an address, letter case ignored; empty when nobody has it.
base::Result<std::optional<std::int64_t>> find_owner(Connection& connection,
                                                     const std::string& address);

/// The tickets of one page in ascending order of their ids, in one statement.
base::Result<std::vector<ListedTicket>> load_page(Connection& connection, const ListQuery& query,
                                                  const ReadReference& reference);

/// How many tickets the filters leave, over all pages.
base::Result<std::int64_t> count_tickets(Connection& connection, const ListQuery& query);

}  // namespace ost::db
