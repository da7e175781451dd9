// SPDX-License-Identifier: MIT
#include "domain/ticket/ticket_group.hpp"

#include "domain/ticket/permission.hpp"

namespace ost::domain {
namespace {

using base::Errc;
using base::Error;
using base::Status;

// A parent whose last child leaves keeps its mark, as in osTicket: the next link is added to it.
void unlink_child(TicketGroup& group, TicketAction& child, TicketAction* parent) {
  child.ticket.parent_id = 0;
  child.ticket.sort = 1;
  set_relation(child.ticket, Relation::kSingle, Side::kChild);
  if (!parent) return;
  group.log(child, "unlinked", naming(*parent));
  group.log(*parent, "unlinked", naming(child));
}

Error conflict(const TicketAction& ticket, const char* what) {
  return Error{Errc::kConflict, "Ticket #" + ticket.ticket.number + " " + what, "", {}};
}

Status check_linkable(TicketGroup& group, const TicketAction& ticket) {
  if (is_merged(ticket.ticket.flags))
    return conflict(ticket, "has been merged and cannot be linked");
  if (&ticket == &group.first()) return {};
  const std::int64_t parent_id = ticket.ticket.parent_id;
  // With the parent itself they would change places, which osTicket does.
  const bool is_child = parent_id > 0 && parent_id != group.first().ticket.id;
  if (is_child) return conflict(ticket, "is linked with another ticket");
  for (const TicketAction* child : group.children_of(ticket.ticket.id))
    if (child != &group.first()) return conflict(ticket, "has tickets that are linked with it");
  return {};
}

void link_child(TicketGroup& group, TicketAction& child, std::int64_t place) {
  TicketAction& parent = group.first();
  child.ticket.sort = place;
  if (child.ticket.parent_id == parent.ticket.id) return;
  group.log(parent, "linked", naming(child));
  group.log(child, "linked", naming(parent));
  child.ticket.parent_id = parent.ticket.id;
  set_relation(parent.ticket, Relation::kLinked, Side::kParent);
  set_relation(child.ticket, Relation::kLinked, Side::kChild);
}

Status save(TicketGroup& group) {
  Status written = group.write_events();
  return written ? group.save() : written;
}

}  // namespace

void unlink(TicketGroup& group, TicketAction& ticket) {
  if (!is_parent(ticket.ticket.flags)) {
    if (ticket.ticket.parent_id > 0)
      unlink_child(group, ticket, group.find(ticket.ticket.parent_id));
    return;
  }
  for (TicketAction* child : group.children_of(ticket.ticket.id))
    unlink_child(group, *child, &ticket);
  set_relation(ticket.ticket, Relation::kSingle, Side::kChild);
}

Status link_tickets(const ActionContext& context, std::int64_t id,
                    const std::vector<std::int64_t>& tickets) {
  auto group = TicketGroup::begin(context, id, tickets);
  if (!group) return group.error();
  TicketAction& parent = group->first();
  Status checked = may(parent, Deed::kLink);
  for (const TicketAction* other : group->others())
    if (checked) checked = may(*other, Deed::kLink);
  if (checked) checked = check_linkable(*group, parent);
  for (const TicketAction* other : group->others())
    if (checked) checked = check_linkable(*group, *other);
  if (!checked) return checked;
  if (is_linked_child(parent.ticket)) unlink(*group, parent);
  parent.ticket.sort = 0;
  std::int64_t place = 0;
  for (TicketAction* other : group->others()) link_child(*group, *other, ++place);
  return save(*group);
}

Status unlink_tickets(const ActionContext& context, std::int64_t id, std::int64_t other) {
  auto group = TicketGroup::begin(context, id, {other});
  if (!group && group.error().code == Errc::kInvalidFields)
    return Error{Errc::kTicketNotFound, "Ticket not found", "", {}};
  if (!group) return group.error();
  TicketAction& first = group->first();
  TicketAction& second = *group->find(other);
  Status allowed = may(first, Deed::kUnlink);
  if (allowed) allowed = may(second, Deed::kUnlink);
  if (!allowed) return allowed;
  const bool is_under_first = second.ticket.parent_id == id;
  TicketAction& child = is_under_first ? second : first;
  TicketAction& parent = is_under_first ? first : second;
  if (child.ticket.parent_id != parent.ticket.id)
    return Error{Errc::kNotFound, "These tickets are not linked", "", {}};
  if (is_merged(child.ticket.flags)) return conflict(child, "has been merged: a merge stays");
  unlink_child(*group, child, &parent);
  return save(*group);
}

}  // namespace ost::domain
