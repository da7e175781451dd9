// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ticket/merge_people.hpp"

namespace ost::domain {

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
