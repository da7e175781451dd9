// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "db/tickets/events.hpp"
#include "db/tickets/participants.hpp"
#include "db/tickets/ticket_change.hpp"
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

// How tickets stand to each other: merged into another, or linked with it.

/// What a ticket may be to others (Ticket::setMergeType).
enum class Relation {
  kSingle,
  kMergedSeparately,  ///< its entries stand together in the parent's thread
  kMergedCombined,    ///< its entries stand among the parent's by their time
  kLinked,
};

/// Which side of it.
enum class Side { kChild, kParent };

/// Whether the ticket's relation is a merge, not a link (Ticket::getMergeType).
bool is_merged(std::int64_t flags);
/// Whether others may have been merged into it or linked with it (Ticket::isParent). osTicket
/// leaves the mark when the last of them is unlinked.
bool is_parent(std::int64_t flags);

bool is_merged_child(const db::TicketRow& ticket);
bool is_linked_child(const db::TicketRow& ticket);

/// Gives the ticket a relation and takes the one it had (Ticket::setMergeType).
void set_relation(db::TicketRow& ticket, Relation relation, Side side);

/// Links tickets with one ticket, which becomes their parent. What is linked with it already stays
/// as it is; a parent that was linked with another ticket leaves that one. kForbidden without
/// ticket.link for one of them; kConflict for tickets that are merged, or linked with others
/// (Ticket::manageMerge).
base::Status link_tickets(const ActionContext& context, std::int64_t id,
                          const std::vector<std::int64_t>& tickets);

/// Takes the link between two tickets away, whichever of them is the parent. kNotFound where there
/// is none (Ticket::unlinkChild).
base::Status unlink_tickets(const ActionContext& context, std::int64_t id, std::int64_t other);

/// Takes a ticket away from what it is linked with: a parent from all its children
/// (Ticket::unlink).
void unlink(TicketGroup& group, TicketAction& ticket);

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

enum class Threads { kCombined, kSeparate };
enum class Children { kStay, kAreDeleted };

struct MergeRequest {
  std::vector<std::int64_t> tickets{};  ///< what is merged into the ticket, in this order
  Threads threads = Threads::kCombined;
  Followers participants = Followers::kAll;
  Children children = Children::kStay;
  std::optional<std::int64_t> status_id{};  ///< of the children; else the panel's choice
};

/// Merges tickets into one: their entries move to it, their people follow it, they are closed. What
/// was linked is unlinked first. Returns what the client should know. kForbidden without
/// ticket.merge for one of them; kConflict for a ticket that is merged with others; kInvalidFields
/// for a status that closes nothing (Ticket::merge).
base::Result<std::vector<std::string>> merge_tickets(const ActionContext& context, std::int64_t id,
                                                     const MergeRequest& request);

}  // namespace ost::domain
