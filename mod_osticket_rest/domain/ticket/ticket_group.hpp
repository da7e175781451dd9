// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "base/json.hpp"
#include "db/tickets/events.hpp"
#include "domain/ticket/action.hpp"

namespace ost::domain {

/// The tickets of one action: the first, the others that the request names, and those that are
/// linked with any of them. All are locked before anything is read.
class TicketGroup {
 public:
  /// Errors: kTicketNotFound for the first, kInvalidFields for another one that is not there,
  /// kForbidden where the agent has no part in a ticket that is named.
  static base::Result<TicketGroup> begin(const ActionContext& context, std::int64_t first,
                                         const std::vector<std::int64_t>& others);

  TicketAction& first() { return tickets_.at(first_); }
  /// In the order in which they were named.
  std::vector<TicketAction*> others();
  /// A ticket of the group; nullptr for any other.
  TicketAction* find(std::int64_t id);
  /// The tickets of the group whose parent that is, by their places (Ticket::getChildTickets).
  std::vector<TicketAction*> children_of(std::int64_t id);

  /// Keeps an event of a ticket of the group as it is now, to be written with the next ones.
  void log(const TicketAction& ticket, const char* name, base::Json::Object data);
  /// Writes what has been kept.
  base::Status write_events();
  /// Writes all columns that differ; whoever calls it has written the events.
  base::Status save();

 private:
  explicit TicketGroup(std::int64_t first) : first_(first) {}
  base::Status add_relatives(const std::vector<std::int64_t>& ids);

  std::int64_t first_;
  std::vector<std::int64_t> others_{};
  std::map<std::int64_t, TicketAction> tickets_{};
  std::vector<db::ThreadEventRow> events_{};
};

/// What events say of another ticket.
base::Json::Object naming(const TicketAction& ticket);

}  // namespace ost::domain
