// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text_arena.hpp"
#include "db/connection.hpp"
#include "db/desk/shown_names.hpp"
#include "db/tickets/thread_list.hpp"
#include "db/tickets/ticket_query.hpp"

namespace ost::db {

/// What `include=details` shows beside, as far as the ticket's row says it. Times are database
/// time.
struct TicketDetails {
  std::int64_t staff_id = 0;
  std::int64_t team_id = 0;
  std::int64_t sla_id = 0;
  std::int64_t organization_id = 0;
  std::int64_t merged_into = 0;  ///< 0: it is no child of a merge
  bool is_overdue = false;
  bool is_answered = false;
  std::optional<std::string_view> due;
  std::optional<std::string_view> closed;
  std::optional<std::string_view> reopened;
  std::optional<std::string_view> last_message;
  std::optional<std::string_view> last_response;
  std::optional<std::string_view> source;
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
  TicketDetails details{};     ///< read where the query wants them
  /// Where the query wants the whole state: another one after each change of the ticket's row, its
  /// thread's and its answers to forms.
  std::string_view state;
};

/// A ticket of a page by its place: its id, and the values of the keys that it is ordered by.
struct PlacedTicket {
  std::int64_t id = 0;
  TicketPosition position;
};

/// What the reading of tickets needs: which columns there are, and where texts are kept.
struct TicketReading {
  const ShownNames& names;
  base::TextArena& arena;
};

/// The owner of an address, letter case aside and nothing else aside; empty when nobody has it.
base::Result<std::optional<std::int64_t>> find_owner(Connection& connection,
                                                     const std::string& address);

/// True for a list in the order of the ids alone, whose pages can be read from an id on.
bool is_by_id(const ListQuery& list);

/// The id of the first ticket of the page of a list by id; empty when the list ends before it.
base::Result<std::optional<std::int64_t>> find_page_start(Connection& connection,
                                                          const ListQuery& list);

/// The first `per_page` tickets of a list by id whose ids are not below `first_id`, ascending.
base::Result<std::vector<ListedTicket>> load_page(Connection& connection, const ListQuery& list,
                                                  std::int64_t first_id,
                                                  const TicketReading& reading);

/// The whole state of a ticket with that of its thread, in one text.
std::string whole_state(const ListedTicket& ticket, const std::vector<ThreadState>& threads);

/// The same of the ticket with this id, as a key sees it that is shown notes or none; "" when it is
/// not there.
base::Result<std::string> load_whole_state(Connection& connection, std::int64_t id,
                                           const ShownNames& names, bool with_notes);

/// The tickets of a page of a list in any order: the page's number counts where the list goes on
/// behind no position.
base::Result<std::vector<PlacedTicket>> place_page(Connection& connection, const ListQuery& list);

/// The tickets of these ids, in their order; those that are gone are left out.
base::Result<std::vector<ListedTicket>> load_tickets(Connection& connection, const ListQuery& list,
                                                     const std::vector<PlacedTicket>& placed,
                                                     const TicketReading& reading);

/// How many tickets the filters leave, over all pages.
base::Result<std::int64_t> count_tickets(Connection& connection, const ListQuery& list);

}  // namespace ost::db
