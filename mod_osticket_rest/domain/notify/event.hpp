// SPDX-License-Identifier: MIT
// What may happen to a ticket that somebody hears of. Whoever changes a ticket names the event;
// who hears of it is decided in notify.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "db/tickets/ticket_change.hpp"
#include "domain/notify/mailing_list.hpp"
#include "domain/notify/ticket_view.hpp"

namespace ost::domain {

/// An agent or a team that got a ticket; one of both is 0.
struct Assignment {
  std::int64_t staff_id = 0;
  std::int64_t team_id = 0;
};

/// An answer that a ticket filter gave in the help desk's name.
struct CannedAnswer {
  EntryView entry;
};

/// A ticket has been made (Ticket::create, Ticket::onNewTicket, Ticket::onOpenLimit).
struct TicketCreated {
  TicketView ticket;
  EntryView message;
  std::optional<CannedAnswer> canned{};
  bool alert = true;           ///< what the request says
  bool autorespond = true;     ///< what the request and the filters say
  bool reached_limit = false;  ///< the requester may open no further ticket
  /// In their order; without the team where an agent was named as well, as osTicket then tells
  /// the agent alone (Ticket::create).
  std::vector<Assignment> assignments{};
  std::vector<std::string> filter_mails{};  ///< configurations of the filters' actions "email"
};

/// A ticket has been given to an agent or a team (Ticket::onAssign).
struct TicketAssigned {
  TicketView ticket;
  Assignment assignment;
  std::string comments{};        ///< markup
  std::int64_t note_id = 0;      ///< the entry that the comments became
  std::int64_t assigner_id = 0;  ///< 0: no agent, but `assigner`
  std::string assigner = "SYSTEM (Auto Assignment)";
};

/// An agent has done something to a ticket, which an entry tells (Ticket::onActivity).
struct TicketActivity {
  TicketView ticket;
  EntryView entry;
  std::string activity;          ///< "New Internal Note"
  std::int64_t assignee_id = 0;  ///< who hears of it as its agent, be it closed by now or not
  std::vector<db::ReferralRow> referrals{};  ///< of the ticket
};

/// An agent has answered (Ticket::postReply).
struct TicketReplied {
  enum class Signature { kNone, kMine, kDepartment };

  TicketView ticket{};
  EntryView response{};
  MailingList recipients{};
  std::int64_t agent_id = 0;
  std::int64_t from_email_id = 0;  ///< of the account that the agent has chosen; 0: none
  Signature signature = Signature::kNone;
  bool has_collaborators = false;  ///< be they among the recipients or not
};

/// A user has written (Ticket::onMessage, Ticket::postMessage).
struct MessagePosted {
  TicketView ticket;
  EntryView message;
  db::UserRow author;
  MailingList recipients{};  ///< without the author
  /// Who owns the ticket that he wrote to, which may have been merged into this one; 0: this one.
  std::int64_t owner_id = 0;
};

/// An agent has moved a ticket to another department (Ticket::transfer).
struct TicketTransferred {
  TicketView ticket;
  std::optional<EntryView> note{};  ///< what his comments became
  std::int64_t staff_id = 0;
};

/// A ticket has been marked as overdue (Ticket::onOverdue).
struct TicketOverdue {
  TicketView ticket;
};

using Event = std::variant<TicketCreated, TicketAssigned, TicketActivity, TicketReplied,
                           MessagePosted, TicketTransferred, TicketOverdue>;

}  // namespace ost::domain
