// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/files/file_store.hpp"
#include "domain/thread/entry.hpp"
#include "domain/ticket/action.hpp"
#include "domain/ticket/history.hpp"

namespace ost::domain {

/// What goes with an entry besides its text.
struct EntryExtras {
  std::vector<FileUse> files{};  ///< that are there already
  std::vector<std::string>* warnings =
      nullptr;  ///< get what is to be said of files, if anybody asks
};

/// Writes an entry of an action with its text and its attachments (ThreadEntry::create).
base::Result<EntryView> post_entry(const TicketAction& action, db::NewEntryRow entry,
                                   const EntryText& text, EntryExtras extras = {});

/// A message of a user that is to be posted.
struct NewMessage {
  std::string message;
  std::optional<std::string> email{};  ///< of its author; empty: the owner
  bool alert = true;
  bool autorespond = true;
  SentFiles files{};
};

/// Posts it on the ticket, or on the one that this has been merged into; opens a closed ticket
/// again; the author gets a confirmation, the other participants the message, agents an alert. An
/// author of the owner's organisation who may see its tickets becomes a collaborator. The entry.
/// kForbidden for who has no part in the ticket, kConflict for a closed ticket that cannot be
/// opened (Ticket::postMessage, tickets.php).
base::Result<EntryView> post_message(TicketAction& action, const NewMessage& message,
                                     const EntryText& text);

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

/// An internal note that is to be posted.
struct NewNote {
  std::string message;
  std::string title{};
  std::optional<std::int64_t> status_id{};
  bool alert = true;
  SentFiles files{};
};

/// Posts it, gives the ticket the status that goes with it, and has agents told. `text` is
/// prepare_entry's of the message. The entry. kConflict for an agent while another one holds the
/// ticket in the panel (Ticket::postNote, scp/tickets.php).
base::Result<EntryView> post_note(TicketAction& action, const NewNote& note, const EntryText& text);

/// A canned response with what its variables stand for, the ticket's owner as its recipient.
/// kInvalidFields for one that is not there, not enabled, or too long for an entry
/// (TicketsAjaxAPI::cannedResponse).
base::Result<EntryText> canned_text(const TicketAction& action, std::int64_t canned_id);

}  // namespace ost::domain
