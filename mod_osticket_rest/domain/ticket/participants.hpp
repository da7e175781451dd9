// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include "domain/notify/mailing_list.hpp"
#include "domain/ticket/action.hpp"

namespace ost::domain {

/// The owner of a ticket and its collaborators, in the order of their names.
struct Participants {
  db::UserRow owner;
  std::vector<db::ParticipantRow> collaborators;

  const db::ParticipantRow* find(std::int64_t user_id) const;
};

base::Result<Participants> load_participants(const TicketAction& action);

/// The owner and the active collaborators for whom `is_meant` holds (Ticket::getRecipients).
MailingList active_among(const Participants& all,
                         const std::function<bool(const db::UserRow&)>& is_meant);

}  // namespace ost::domain
