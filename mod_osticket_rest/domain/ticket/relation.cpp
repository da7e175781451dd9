// SPDX-License-Identifier: MIT
#include "domain/ticket/relation.hpp"

namespace ost::domain {
namespace {

constexpr std::int64_t kCombined = 0x0001;  // Ticket::FLAG_COMBINE_THREADS
constexpr std::int64_t kSeparate = 0x0002;  // Ticket::FLAG_SEPARATE_THREADS
constexpr std::int64_t kLinked = 0x0008;    // Ticket::FLAG_LINKED
constexpr std::int64_t kParent = 0x0010;    // Ticket::FLAG_PARENT

std::int64_t flag_of(Relation relation) {
  switch (relation) {
    case Relation::kMergedSeparately:
      return kSeparate;
    case Relation::kMergedCombined:
      return kCombined;
    case Relation::kLinked:
      return kLinked;
    case Relation::kSingle:
      break;
  }
  return 0;
}

}  // namespace

bool is_merged(std::int64_t flags) {
  return (flags & (kCombined | kSeparate)) != 0;
}

bool is_parent(std::int64_t flags) {
  return (flags & kParent) != 0;
}

bool is_merged_child(const db::TicketRow& ticket) {
  return ticket.parent_id > 0 && is_merged(ticket.flags);
}

bool is_linked_child(const db::TicketRow& ticket) {
  return ticket.parent_id > 0 && !is_merged(ticket.flags);
}

void set_relation(db::TicketRow& ticket, Relation relation, Side side) {
  ticket.flags &= ~(kCombined | kSeparate | kLinked | kParent);
  ticket.flags |= flag_of(relation) | (side == Side::kParent ? kParent : 0);
}

}  // namespace ost::domain
