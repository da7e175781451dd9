// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <vector>

#include "db/tickets/thread_people.hpp"
#include "domain/ticket/ticket_group.hpp"

namespace ost::domain {

/// Who of a merged ticket follows the parent from then on.
enum class Followers { kOwner, kAll };

/// The people of the tickets of a merge.
class MergePeople {
 public:
  static base::Result<MergePeople> load(TicketGroup& group);

  /// Makes the collaborators and the owner of a merged ticket collaborators of the parent, but for
  /// those who take part in it already, with an event for each (Ticket::addCollaborator).
  base::Status follow(TicketGroup& group, const TicketAction& child, Followers who);

 private:
  std::vector<db::ThreadPersonRow> collaborators_{};
  std::vector<db::ThreadPersonRow> owners_{};
  std::set<std::int64_t> in_parent_{};  ///< users
};

}  // namespace ost::domain
