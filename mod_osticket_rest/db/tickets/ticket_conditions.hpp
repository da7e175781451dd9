// SPDX-License-Identifier: MIT
// The conditions and the order of a list of tickets as parts of a statement. The ticket is `t`.
#pragma once

#include "db/query.hpp"
#include "db/tickets/ticket_query.hpp"

namespace ost::db {

/// Which tables beside the ticket's a statement needs.
enum class Joined { kConditions, kConditionsAndOrder };

/// The joins that the conditions, and where it is asked for the order, need; each by a key, so that
/// a ticket stays one row. With a search the statement reads from `add_tickets` on.
void add_joins(QueryBuilder& query, const ListQuery& list, Joined joined);

/// FROM: the tickets, or those that a search has found with their relevance.
void add_tickets(QueryBuilder& query, const ListQuery& list);

/// WHERE: all conditions. Of answers to fields the ticket's own forms count.
void add_conditions(QueryBuilder& query, const ListQuery& list);

/// ", key" for each key of the order but the id.
void add_keys(QueryBuilder& query, const ListQuery& list);

/// WHERE: behind `list.after`.
void add_position(QueryBuilder& query, const ListQuery& list);

/// ORDER BY.
void add_order(QueryBuilder& query, const ListQuery& list);

}  // namespace ost::db
