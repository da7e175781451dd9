// SPDX-License-Identifier: MIT
#include "domain/ticket/ticket_group.hpp"

#include "db/tickets/ticket_family.hpp"
#include "domain/desk/flags.hpp"
#include "domain/ticket/action.hpp"
#include "domain/ticket/delete_ticket.hpp"
#include "domain/ticket/participants.hpp"
#include "domain/ticket/permission.hpp"
#include "domain/ticket/set_status.hpp"

namespace ost::domain {
namespace {

using base::Errc;
using base::Error;
using base::Json;
using base::Result;
using base::Status;

Error wrong_status(const char* why) {
  return Error{Errc::kInvalidFields, "Invalid fields: status_id", "", {{"status_id", why}}};
}

// What the panel offers for the children, and of that what it has chosen before anybody has: the
// last status that cannot be turned off (merge-tickets.tmpl.php).
Result<std::int64_t> children_status(const HelpDesk& desk, const MergeRequest& request) {
  std::int64_t chosen = 0;
  for (const db::TicketStatusRow& status : desk.statuses) {
    if (status.state != "closed" || !(status.mode & kStatusEnabled)) continue;
    if (request.status_id && status.id == *request.status_id) return status.id;
    if (chosen == 0 || (status.mode & kStatusInternal)) chosen = status.id;
  }
  if (request.status_id) return wrong_status("must be a status that closes tickets and is enabled");
  if (chosen == 0) return wrong_status("is required, as no closed status is enabled");
  return chosen;
}

Error conflict(const TicketAction& ticket, const char* what) {
  return Error{Errc::kConflict, "Ticket #" + ticket.ticket.number + " " + what, "", {}};
}

// osTicket merges what is merged already by halves: tickets that nobody finds again.
Status check_mergeable(TicketGroup& group, const TicketAction& ticket) {
  const db::TicketRow& row = ticket.ticket;
  if (&ticket == &group.first())
    return is_merged_child(row) ? conflict(ticket, "has been merged into another ticket")
                                : Status();
  if (is_merged_child(row) && row.parent_id != group.first().ticket.id)
    return conflict(ticket, "has been merged into another ticket");
  if (!is_merged(row.flags) || !is_parent(row.flags)) return {};
  const auto children = db::lock_children(ticket.connection(), {row.id});
  if (!children) return children.error();
  return children->empty() ? Status() : conflict(ticket, "has tickets that were merged into it");
}

Status check(TicketGroup& group) {
  Status checked = may(group.first(), Deed::kMerge);
  for (const TicketAction* other : group.others())
    if (checked) checked = may(*other, Deed::kMerge);
  if (checked) checked = check_mergeable(group, group.first());
  for (const TicketAction* other : group.others())
    if (checked) checked = check_mergeable(group, *other);
  return checked;
}

/// What is told of the way, and what the merge is about.
struct Merge {
  TicketGroup& group;
  const MergeRequest& request;
  Relation relation;
  std::int64_t status_id;
  std::vector<std::string> warnings{};
};

// A ticket that was merged into the parent before keeps its place.
void free_of_links(TicketGroup& group, TicketAction& ticket, std::int64_t place) {
  if (is_merged(ticket.ticket.flags)) return;
  unlink(group, ticket);
  ticket.ticket.sort = place;
}

Status refer_to_department_of(TicketGroup& group, const TicketAction& child) {
  TicketAction& parent = group.first();
  const std::int64_t dept_id = child.ticket.dept_id;
  if (parent.ticket.dept_id == dept_id) return {};
  group.log(parent, "referred", {{"dept", dept_id}});
  return refer(parent, {'D', dept_id});
}

// The rows of the tickets themselves, and the events of all before anything moves
// (Ticket::manageMerge).
Status tie(Merge& merge) {
  TicketGroup& group = merge.group;
  TicketAction& parent = group.first();
  free_of_links(group, parent, 0);
  set_relation(parent.ticket, merge.relation, Side::kParent);
  std::int64_t place = 0;
  for (TicketAction* child : group.others()) {
    free_of_links(group, *child, ++place);
    const bool is_new = child->ticket.parent_id != parent.ticket.id;
    child->ticket.parent_id = parent.ticket.id;
    set_relation(child->ticket, merge.relation, Side::kChild);
    if (!is_new) continue;
    group.log(parent, "merged", naming(*child));
    group.log(*child, "merged", naming(parent));
    if (Status referred = refer_to_department_of(group, *child); !referred) return referred;
  }
  return {};
}

std::string merged_into(const TicketAction& parent, const std::string& number) {
  return base::encode_json(Json::Object{{"ticket_id", parent.ticket.id}, {"number", number}});
}

// A ticket that was merged into the child and deleted has left its thread behind, whose entries
// belong to the child: that, too, is the parent's from now on. osTicket looks after one of several.
Status move_left_thread(const TicketAction& parent, const TicketAction& child) {
  const auto left = db::find_left_thread(parent.connection(), child.ticket.id);
  if (!left) return left.error();
  if (left->id == 0) return {};
  Status moved = db::move_left_entries(parent.connection(), left->id, parent.thread_id());
  if (!moved) return moved;
  const Json extra = json_in(left->extra);
  const Json* number = extra.find("number");
  return db::mark_thread_merged(parent.connection(), left->id,
                                merged_into(parent, number ? number->to_string() : ""));
}

Status move_thread(const TicketAction& parent, const TicketAction& child) {
  if (child.thread_id() == 0 || parent.thread_id() == 0) return {};
  if (Status moved = move_left_thread(parent, child); !moved) return moved;
  Status moved = db::move_entries(parent.connection(), child.thread_id(), parent.thread_id());
  if (!moved) return moved;
  return db::mark_thread_merged(parent.connection(), child.thread_id(),
                                merged_into(parent, child.ticket.number));
}

// Without ticket.close osTicket merges all the same and leaves the child open.
Status close(Merge& merge, TicketAction& child) {
  if (child.ticket.status_id == merge.status_id) return {};
  const Status allowed = may(child, Deed::kClose);
  if (!allowed && allowed.error().code == Errc::kForbidden) {
    if (merge.request.children == Children::kStay)
      merge.warnings.push_back("tickets: #" + child.ticket.number +
                               " stays as it is, as its status may not be changed");
    return {};
  }
  if (!allowed) return allowed;
  StatusChange change(merge.status_id, Opening::kImplied);
  change.closing = Closing::kForced;
  return set_status(child, change);
}

Status drop(const TicketAction& parent, TicketAction& child) {
  Status moved = db::move_tasks(parent.connection(), child.ticket.id, parent.ticket.id);
  return moved ? delete_ticket(child) : moved;
}

Status take_over(Merge& merge, MergePeople& people, TicketAction& child) {
  TicketGroup& group = merge.group;
  Status done = people.follow(group, child, merge.request.participants);
  if (done) done = move_thread(group.first(), child);
  if (done) done = group.write_events();
  if (done) done = close(merge, child);
  if (done && merge.request.children == Children::kAreDeleted) return drop(group.first(), child);
  return done;
}

Status run(Merge& merge) {
  TicketGroup& group = merge.group;
  if (Status tied = tie(merge); !tied) return tied;
  auto people = MergePeople::load(group);
  if (!people) return people.error();
  // A child that goes looks for those that stay.
  const bool keeps = merge.request.children == Children::kStay;
  if (Status saved = keeps ? Status() : group.save(); !saved) return saved;
  for (TicketAction* child : group.others())
    if (Status taken = take_over(merge, *people, *child); !taken) return taken;
  return keeps ? group.save() : Status();
}

}  // namespace

Result<std::vector<std::string>> merge_tickets(const ActionContext& context, std::int64_t id,
                                               const MergeRequest& request) {
  const auto status_id = children_status(context.desk, request);
  if (!status_id) return status_id.error();
  auto group = TicketGroup::begin(context, id, request.tickets);
  if (!group) return group.error();
  if (Status checked = check(*group); !checked) return checked.error();
  const Relation relation = request.threads == Threads::kCombined ? Relation::kMergedCombined
                                                                  : Relation::kMergedSeparately;
  Merge merge{*group, request, relation, *status_id};
  if (Status done = run(merge); !done) return done.error();
  return std::move(merge.warnings);
}

base::Result<MergePeople> MergePeople::load(TicketGroup& group) {
  const TicketAction& parent = group.first();
  std::vector<std::int64_t> threads{parent.thread_id()};
  std::vector<std::int64_t> users;
  for (const TicketAction* child : group.others()) {
    threads.push_back(child->thread_id());
    users.push_back(child->ticket.user_id);
  }
  MergePeople people;
  auto collaborators = db::load_thread_people(parent.connection(), threads);
  if (!collaborators) return collaborators.error();
  people.collaborators_ = std::move(*collaborators);
  auto owners = db::load_users(parent.connection(), users);
  if (!owners) return owners.error();
  people.owners_ = std::move(*owners);
  people.in_parent_.insert(parent.ticket.user_id);
  for (const db::ThreadPersonRow& person : people.collaborators_)
    if (person.thread_id == parent.thread_id()) people.in_parent_.insert(person.user_id);
  return people;
}

base::Status MergePeople::follow(TicketGroup& group, const TicketAction& child, Followers who) {
  const TicketAction& parent = group.first();
  if (parent.thread_id() == 0) return {};
  std::vector<db::NewCollaboratorRow> rows;
  const auto add = [&](const db::ThreadPersonRow& person) {
    if (!in_parent_.insert(person.user_id).second) return;
    rows.push_back(collaborator_row(person.user_id));
    group.log(parent, "collab", {{"add", naming(person)}});
  };
  if (who == Followers::kAll)
    for (const db::ThreadPersonRow& person : collaborators_)
      if (person.thread_id == child.thread_id()) add(person);
  for (const db::ThreadPersonRow& owner : owners_)
    if (owner.user_id == child.ticket.user_id) add(owner);
  return db::insert_collaborators(parent.connection(), parent.thread_id(), rows, parent.now);
}

}  // namespace ost::domain
