// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/thread/entry.hpp"
#include "domain/ticket/action.hpp"

namespace ost::domain {

/// An agent's answer that is to be posted.
struct NewReply {
  enum class To { kAll, kUser, kNone };

  std::optional<std::string> message{};
  std::optional<std::int64_t> canned_id{};  ///< whose text follows the message
  std::optional<std::int64_t> status_id{};
  To reply_to = To::kAll;
  /// The users among the collaborators who are active from now on; empty: nobody changes.
  std::optional<std::vector<std::int64_t>> cc{};
  TicketReplied::Signature signature = TicketReplied::Signature::kNone;
  std::optional<std::int64_t> from_email_id{};
  bool alert = true;
  bool claim = true;
  SentFiles files{};
};

/// Posts it, gives the ticket the status that goes with it and, where it has no agent, its author;
/// the owner and the active collaborators get it by mail, agents hear of it. `text` is
/// prepare_entry's of the message, where there is one. The entry. kConflict for an owner whose
/// address is banned and for a ticket that another agent holds in the panel (Ticket::postReply,
/// scp/tickets.php).
base::Result<EntryView> post_reply(TicketAction& action, const NewReply& reply,
                                   const std::optional<EntryText>& text);

}  // namespace ost::domain
