// SPDX-License-Identifier: MIT
#include "domain/ticket/changes.hpp"

#include "domain/desk/names.hpp"
#include "domain/ticket/history.hpp"
#include "domain/ticket/permission.hpp"

namespace ost::domain {
namespace {

using base::Status;

// osTicket's own note of who set a flag (Ticket::logActivity).
Status note_flag(const TicketAction& action, const std::string& title, const char* flag) {
  const auto text = prepare_logged(std::string("Ticket flagged as ") + flag + " by " +
                                   agent_name_text(action.desk(), action.agent->row()));
  if (!text) return text.error();
  const auto note = write_note(action, title, *text, NoteBy::kSystem);
  return note ? Status() : Status(note.error());
}

}  // namespace

Status mark_answered(TicketAction& action, Answered answered, const Remarks& remarks) {
  if (Status allowed = may(action, Deed::kMarkAnswered); !allowed) return allowed;
  const bool is_answered = answered == Answered::kYes;
  if (action.ticket.is_answered == is_answered) return {};
  action.ticket.is_answered = is_answered;
  const std::string title = is_answered ? "Ticket Marked Answered" : "Ticket Marked Unanswered";
  const auto note = write_comments(action, title, remarks.comments);
  if (!note) return note.error();
  return note_flag(action, title, is_answered ? "answered" : "unanswered");
}

Status mark_overdue(TicketAction& action, const Remarks& remarks) {
  if (Status allowed = may(action, Deed::kMarkOverdue); !allowed) return allowed;
  if (!is_in_state(action.desk(), action.ticket, "open"))
    return base::Error{base::Errc::kConflict, "Only open tickets can be marked overdue", "", {}};
  if (action.ticket.is_overdue) return {};
  action.ticket.is_overdue = true;
  Status done = log_event(action, "overdue");
  if (done && remarks.alert) done = announce(action, {TicketOverdue{action.ticket}});
  return done ? note_flag(action, "Ticket Marked Overdue", "overdue") : done;
}

Status mark_not_overdue(const TicketAction& action) {
  if (Status allowed = may(action, Deed::kMarkOverdue); !allowed) return allowed;
  if (!action.ticket.is_overdue) return {};
  return base::Error{base::Errc::kConflict,
                     "A ticket is no more overdue with another SLA plan or due date, not otherwise",
                     "",
                     {}};
}

}  // namespace ost::domain
