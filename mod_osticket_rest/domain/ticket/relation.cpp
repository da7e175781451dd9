// SPDX-License-Identifier: MIT
#include "domain/ticket/relation.hpp"

#include "domain/desk/flags.hpp"

namespace ost::domain {
namespace {

std::int64_t flag_of(Relation relation) {
  switch (relation) {
    case Relation::kMergedSeparately:
      return kTicketSeparate;
    case Relation::kMergedCombined:
      return kTicketCombined;
    case Relation::kLinked:
      return kTicketLinked;
    case Relation::kSingle:
      break;
  }
  return 0;
}

}  // namespace

bool is_merged(std::int64_t flags) {
  return (flags & (kTicketCombined | kTicketSeparate)) != 0;
}

bool is_parent(std::int64_t flags) {
  return (flags & kTicketParent) != 0;
}

bool is_merged_child(const db::TicketRow& ticket) {
  return ticket.parent_id > 0 && is_merged(ticket.flags);
}

bool is_linked_child(const db::TicketRow& ticket) {
  return ticket.parent_id > 0 && !is_merged(ticket.flags);
}

void set_relation(db::TicketRow& ticket, Relation relation, Side side) {
  ticket.flags &= ~(kTicketCombined | kTicketSeparate | kTicketLinked | kTicketParent);
  ticket.flags |= flag_of(relation) | (side == Side::kParent ? kTicketParent : 0);
}

}  // namespace ost::domain
