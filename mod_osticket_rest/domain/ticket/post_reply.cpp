// SPDX-License-Identifier: MIT
#include "domain/ticket/post.hpp"

#include <algorithm>

#include "domain/desk/flags.hpp"
#include "domain/desk/names.hpp"
#include "domain/files/file_store.hpp"
#include "domain/filters/filters.hpp"
#include "domain/ticket/action.hpp"
#include "domain/ticket/participants.hpp"
#include "domain/ticket/permission.hpp"
#include "domain/ticket/set_status.hpp"

namespace ost::domain {
namespace {

using base::Status;

base::Error conflict(const char* words) {
  return base::Error{base::Errc::kConflict, words, "", {}};
}

bool contains(const std::vector<std::int64_t>& ids, std::int64_t id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

// Those who are named become active, the others sleep (scp/tickets.php).
Status choose_copies(const TicketAction& action, const std::vector<std::int64_t>& user_ids,
                     Participants& participants) {
  for (const std::int64_t id : user_ids)
    if (!participants.find(id))
      return base::Error{base::Errc::kInvalidFields,
                         "Invalid fields: cc",
                         "",
                         {{"cc", "user " + std::to_string(id) + " is no collaborator"}}};
  std::vector<std::int64_t> waking;
  std::vector<std::int64_t> leaving;
  for (db::ParticipantRow& row : participants.collaborators) {
    const bool is_named = contains(user_ids, row.user.id);
    if (is_named != row.is_active) (is_named ? waking : leaving).push_back(row.id);
    row.is_active = is_named;
  }
  db::Connection& connection = action.connection();
  Status set = db::set_participation(connection, waking, db::Participation::kActive, action.now);
  return set ? db::set_participation(connection, leaving, db::Participation::kAsleep, action.now)
             : set;
}

MailingList recipients_of(const NewReply& reply, const Participants& participants) {
  if (reply.reply_to == NewReply::To::kNone) return {};
  return active_among(participants, [&](const db::UserRow& user) {
    return reply.reply_to == NewReply::To::kAll || user.id == participants.owner.id;
  });
}

/// What is written, and which files go along that are there already.
struct ReplyText {
  EntryText entry;
  std::vector<FileUse> files{};
};

// The message, then the canned text with its variables filled.
base::Result<ReplyText> text_of(TicketAction& action, const NewReply& reply,
                                const std::optional<EntryText>& text) {
  if (!reply.canned_id) return ReplyText{*text};
  auto canned = canned_text(action, *reply.canned_id);
  if (!canned) return canned.error();
  auto files = canned_files(action.connection(), *reply.canned_id);
  if (!files) return files.error();
  if (text && !text->body.empty())
    canned->body = text->body + (canned->format == "html" ? "<br />" : "\n\n") + canned->body;
  if (text) canned->attachments = text->attachments;
  return ReplyText{std::move(*canned), std::move(*files)};
}

base::Result<EntryView> write_reply(TicketAction& action, const ReplyText& text,
                                    const MailingList& recipients) {
  const auto answered = db::last_message_id(action.connection(), action.thread_id());
  if (!answered) return answered.error();
  db::NewEntryRow entry;
  entry.parent_id = *answered;
  entry.thread_id = action.thread_id();
  entry.staff_id = action.agent_id();
  entry.type = 'R';
  entry.flags = recipients_flag(recipients);
  entry.poster = agent_name_text(action.desk(), action.agent->row());
  entry.ip_address = action.context.actor.client_address;
  entry.recipients = recipients_json(action.desk(), recipients);
  entry.now = action.now;
  auto written = post_entry(action, std::move(entry), text.entry, {text.files, &action.warnings});
  if (!written) return written;
  if (Status noted = db::note_response(action.connection(), action.thread_id(), action.now); !noted)
    return noted.error();
  return written;
}

// Who answers an open ticket of nobody has it from then on, member of the department or not.
void claim(TicketAction& action) {
  db::TicketRow& ticket = action.ticket;
  const db::DepartmentRow* dept = action.desk().department(ticket.dept_id);
  const bool may_claim = action.desk().setting_number("auto_claim_tickets") != 0 && dept &&
                         (dept->flags & kDepartmentNoAutoClaim) == 0;
  if (may_claim && ticket.staff_id == 0 && is_in_state(action.desk(), ticket, "open"))
    ticket.staff_id = action.agent_id();
}

// Agents hear of it before the owner and the collaborators get it.
Status tell(TicketAction& action, const NewReply& reply, TicketReplied event,
            std::int64_t assignee_id) {
  const TicketActivity activity = activity_of(action, event.response, "New Response", assignee_id);
  if (!reply.alert || event.recipients.size() == 0) return announce(action, {activity});
  event.ticket = action.ticket;
  event.agent_id = action.agent_id();
  event.from_email_id = reply.from_email_id.value_or(0);
  event.signature = reply.signature;
  return announce(action, {activity, event});
}

Status check(TicketAction& action, const Participants& participants) {
  if (Status allowed = may(action, Deed::kReply); !allowed) return allowed;
  if (Status free = check_panel_lock(action); !free) return free;
  if (find_ban(action.desk(), participants.owner.address))
    return conflict("Email is in banlist. Must be removed to reply.");
  return {};
}

}  // namespace

base::Result<EntryView> post_reply(TicketAction& action, const NewReply& reply,
                                   const std::optional<EntryText>& text) {
  auto participants = load_participants(action);
  if (!participants) return participants.error();
  if (Status checked = check(action, *participants); !checked) return checked.error();
  if (reply.cc)
    if (Status chosen = choose_copies(action, *reply.cc, *participants); !chosen)
      return chosen.error();
  const auto whole = text_of(action, reply, text);
  if (!whole) return whole.error();
  TicketReplied event;
  event.recipients = recipients_of(reply, *participants);
  event.has_collaborators = !participants->collaborators.empty();
  auto entry = write_reply(action, *whole, event.recipients);
  if (!entry) return entry;
  event.response = *entry;
  const std::int64_t assignee_id = action.ticket.staff_id;
  if (Status set = set_status_with_post(action, reply.status_id); !set) return set.error();
  if (reply.claim) claim(action);
  if (reply.from_email_id && !action.desk().email_account(*reply.from_email_id))
    action.warnings.push_back(
        "from_email_id: there is no such address, so the department's is used");
  action.ticket.is_answered = true;
  if (Status released = release_panel_lock(action); !released) return released.error();
  if (Status told = tell(action, reply, std::move(event), assignee_id); !told) return told.error();
  return entry;
}

}  // namespace ost::domain
