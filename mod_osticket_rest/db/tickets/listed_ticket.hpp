// SPDX-License-Identifier: MIT
// How a ticket is read, whichever statement finds it.
#pragma once

#include "db/query.hpp"
#include "db/tickets/ticket_list.hpp"

namespace ost::db {

/// Add to a query what a ListedTicket is made of: its columns, {ticket} t, and what is joined to
/// it.
void add_ticket_columns(QueryBuilder& query, const ListQuery& list, const ShownNames& names);
void add_ticket_tables(QueryBuilder& query);
void add_ticket_joins(QueryBuilder& query, const ListQuery& list, const ShownNames& names);

constexpr int kThreadIdColumn = 10;
int count_ticket_columns(const ListQuery& list);

/// The ticket of a row that begins with these columns.
ListedTicket ticket_of(const Row& row, const ListQuery& list, base::TextArena& arena);

}  // namespace ost::db
