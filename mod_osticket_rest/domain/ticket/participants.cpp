// SPDX-License-Identifier: MIT
#include "domain/ticket/participants.hpp"

namespace ost::domain {

base::Result<Participants> load_participants(TicketAction& action) {
  auto found =
      db::load_participants(action.connection(), action.ticket.user_id, action.thread_id());
  if (found) action.owner = found->owner;
  return found;
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
