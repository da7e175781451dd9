// SPDX-License-Identifier: MIT
// What comes along with the tickets of a page, each kind in one statement for all of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/connection.hpp"

namespace ost::db {

/// An answer to a field of one of a ticket's forms.
struct TicketAnswerRow {
  std::int64_t ticket_id = 0;
  std::int64_t field_id = 0;
  std::optional<std::string> value{};
  std::optional<std::int64_t> value_id{};
};

struct CollaboratorRow {
  std::int64_t thread_id = 0;
  std::int64_t user_id = 0;
  bool is_active = false;
  std::optional<std::string> name{};   ///< empty: the user is gone
  std::optional<std::string> email{};  ///< his default address
  std::string created;                 ///< database time, as all times
};

/// A row of a ticket's history.
struct HistoryRow {
  std::int64_t thread_id = 0;
  std::int64_t id = 0;
  std::string event;  ///< "created", "closed", …; "" where osTicket's table of names has it no more
  std::int64_t staff_id = 0;  ///< of the ticket at that moment, as the next two
  std::int64_t team_id = 0;
  std::int64_t dept_id = 0;
  std::string data;      ///< JSON; "" for none
  std::string username;  ///< of who did it, as it was then
  std::int64_t user_id = 0;
  bool is_by_user = false;                 ///< false: by an agent, or where the id is 0 by nobody
  std::optional<std::string> user_name{};  ///< as it is now, of a user
  bool is_annulled = false;
  std::string created;
  std::string organization{};  ///< that the data names, as it is called now
};

/// By ticket, in the order of its forms.
base::Result<std::vector<TicketAnswerRow>> load_ticket_answers(
    Connection& connection, const std::vector<std::int64_t>& ids);

/// By thread, in the order of names.
base::Result<std::vector<CollaboratorRow>> load_thread_collaborators(
    Connection& connection, const std::vector<std::int64_t>& thread_ids);

/// By thread, oldest first; with `names` only events that are called so.
base::Result<std::vector<HistoryRow>> load_history(Connection& connection,
                                                   const std::vector<std::int64_t>& thread_ids,
                                                   const std::vector<std::string>& names);

}  // namespace ost::db
