// SPDX-License-Identifier: MIT
// How tickets stand to each other: merged into another, or linked with it.
#pragma once

#include "db/tickets/ticket_change.hpp"

namespace ost::domain {

/// What a ticket may be to others (Ticket::setMergeType).
enum class Relation {
  kSingle,
  kMergedSeparately,  ///< its entries stand together in the parent's thread
  kMergedCombined,    ///< its entries stand among the parent's by their time
  kLinked,
};

/// Which side of it.
enum class Side { kChild, kParent };

/// Whether the ticket's relation is a merge, not a link (Ticket::getMergeType).
bool is_merged(std::int64_t flags);
/// Whether others may have been merged into it or linked with it (Ticket::isParent). osTicket
/// leaves the mark when the last of them is unlinked.
bool is_parent(std::int64_t flags);

bool is_merged_child(const db::TicketRow& ticket);
bool is_linked_child(const db::TicketRow& ticket);

/// Gives the ticket a relation and takes the one it had (Ticket::setMergeType).
void set_relation(db::TicketRow& ticket, Relation relation, Side side);

}  // namespace ost::domain
