// SPDX-License-Identifier: MIT
#include "domain/ticket/ticket_group.hpp"

#include <algorithm>
#include <iterator>

#include "db/tickets/ticket_family.hpp"
#include "domain/desk/flags.hpp"
#include "domain/ticket/history.hpp"

namespace ost::domain {
namespace {

using Ids = std::vector<std::int64_t>;

void sort_unique(Ids& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

void append(Ids& ids, const std::vector<db::RelationRow>& rows) {
  for (const db::RelationRow& row : rows) ids.push_back(row.id);
}

// Locks the named tickets and then what is linked with them; the ids of the latter.
base::Result<Ids> lock_all(db::Connection& connection, Ids named) {
  sort_unique(named);
  const auto tickets = db::lock_tickets(connection, named);
  if (!tickets) return tickets.error();
  Ids parents;
  Ids relatives;
  for (const db::RelationRow& ticket : *tickets) {
    if (is_merged(ticket.flags)) continue;
    if (is_parent(ticket.flags)) parents.push_back(ticket.id);
    if (ticket.parent_id > 0) relatives.push_back(ticket.parent_id);
  }
  const auto children = db::lock_children(connection, parents);
  if (!children) return children.error();
  append(relatives, *children);
  sort_unique(relatives);
  Ids more;
  std::set_difference(relatives.begin(), relatives.end(), named.begin(), named.end(),
                      std::back_inserter(more));
  const auto locked = db::lock_tickets(connection, more);
  if (!locked) return locked.error();
  return more;
}

base::Error no_such_ticket(std::int64_t id) {
  return base::Error{base::Errc::kInvalidFields,
                     "Invalid fields: tickets",
                     "",
                     {{"tickets", "there is no ticket " + std::to_string(id)}}};
}

}  // namespace

base::Result<TicketGroup> TicketGroup::begin(const ActionContext& context, std::int64_t first,
                                             const Ids& others) {
  Ids named = others;
  named.push_back(first);
  const auto relatives = lock_all(context.connection, named);
  if (!relatives) return relatives.error();
  TicketGroup group(first);
  group.others_ = others;
  auto action = begin_action(context, first);
  if (!action) return action.error();
  group.tickets_.emplace(first, std::move(*action));
  for (const std::int64_t id : others) {
    auto other = begin_with(group.first(), id);
    if (!other && other.error().code == base::Errc::kTicketNotFound) return no_such_ticket(id);
    if (!other) return other.error();
    group.tickets_.emplace(id, std::move(*other));
  }
  if (base::Status added = group.add_relatives(*relatives); !added) return added.error();
  return group;
}

// The agent need not have a part in them, as in osTicket; nothing of theirs is shown.
base::Status TicketGroup::add_relatives(const Ids& ids) {
  for (const std::int64_t id : ids) {
    auto ticket = db::lock_ticket(first().connection(), id);
    if (!ticket) return ticket.error();
    if (ticket->id == 0) continue;
    const auto around = db::read_surroundings(first().connection(), *ticket);
    if (!around) return around.error();
    TicketAction relative{first().context};
    relative.agent = first().agent;
    relative.now = first().now;
    relative.ticket = relative.stored = std::move(*ticket);
    tickets_.emplace(id, std::move(relative));
  }
  return {};
}

std::vector<TicketAction*> TicketGroup::others() {
  std::vector<TicketAction*> found;
  for (const std::int64_t id : others_) found.push_back(&tickets_.at(id));
  return found;
}

TicketAction* TicketGroup::find(std::int64_t id) {
  const auto found = tickets_.find(id);
  return found == tickets_.end() ? nullptr : &found->second;
}

std::vector<TicketAction*> TicketGroup::children_of(std::int64_t id) {
  std::vector<TicketAction*> children;
  for (auto& [own_id, ticket] : tickets_)
    if (ticket.ticket.parent_id == id) children.push_back(&ticket);
  std::stable_sort(
      children.begin(), children.end(),
      [](const TicketAction* a, const TicketAction* b) { return a->ticket.sort < b->ticket.sort; });
  return children;
}

void TicketGroup::log(const TicketAction& ticket, const char* name, base::Json::Object data) {
  if (ticket.thread_id() > 0)
    events_.push_back({ticket.thread_id(), event_of(ticket, name, std::move(data))});
}

base::Status TicketGroup::write_events() {
  const std::vector<db::ThreadEventRow> events = std::move(events_);
  events_.clear();
  return db::insert_events(first().connection(), events, first().now);
}

base::Status TicketGroup::save() {
  for (auto& [id, ticket] : tickets_)
    if (base::Status saved = finish_action(ticket); !saved) return saved;
  return {};
}

base::Json::Object naming(const TicketAction& ticket) {
  return base::Json::Object{{"ticket", "Ticket #" + ticket.ticket.number},
                            {"id", ticket.ticket.id}};
}

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
