// SPDX-License-Identifier: MIT
#include "domain/ticket/participants.hpp"

#include "db/tickets/template_data.hpp"

namespace ost::domain {

const db::ParticipantRow* Participants::find(std::int64_t user_id) const {
  for (const db::ParticipantRow& row : collaborators)
    if (row.user.id == user_id) return &row;
  return nullptr;
}

base::Result<Participants> load_participants(const TicketAction& action) {
  auto owner = db::find_user(action.connection(), action.ticket.user_id);
  if (!owner) return owner.error();
  auto collaborators = db::load_participants(action.connection(), action.thread_id());
  if (!collaborators) return collaborators.error();
  return Participants{std::move(*owner), std::move(*collaborators)};
}

MailingList active_among(const Participants& all,
                         const std::function<bool(const db::UserRow&)>& is_meant) {
  MailingList list;
  if (all.owner.id > 0 && is_meant(all.owner)) list.owner = all.owner;
  for (const db::ParticipantRow& row : all.collaborators)
    if (row.is_active && is_meant(row.user)) list.collaborators.push_back(row);
  return list;
}

}  // namespace ost::domain
