// SPDX-License-Identifier: MIT
#include "domain/ticket/merge_people.hpp"

#include "domain/ticket/collaborator.hpp"

namespace ost::domain {

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
