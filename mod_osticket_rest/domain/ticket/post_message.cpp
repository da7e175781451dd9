// SPDX-License-Identifier: MIT
#include "domain/ticket/post.hpp"

#include "domain/desk/flags.hpp"
#include "domain/desk/names.hpp"
#include "domain/ticket/history.hpp"
#include "domain/ticket/participants.hpp"
#include "domain/ticket/set_status.hpp"

namespace ost::domain {
namespace {

using base::Json;
using base::Status;

bool is_merged(const db::TicketRow& ticket) {
  return ticket.parent_id > 0 && (ticket.flags & (kTicketCombined | kTicketSeparate)) != 0;
}

base::Result<db::UserRow> find_author(const TicketAction& action, const NewMessage& message,
                                      const Participants& participants) {
  if (!message.email) return participants.owner;
  return db::find_user_by_address(action.connection(), *message.email);
}

// The history names a user who can log in by his name as he has it, all others by their address
// (ThreadEvents::log).
base::Result<std::string> history_name(const TicketAction& action, const db::UserRow& user) {
  if (user.name.empty()) return user.address;
  const auto has_account = db::has_account(action.connection(), user.id);
  if (!has_account) return has_account.error();
  return *has_account ? user.name : user.address;
}

// Whoever writes and was not there before takes part from now on.
Status let_take_part(TicketAction& action, const db::UserRow& author, Participants& participants) {
  if (author.id == action.ticket.user_id || participants.find(author.id)) return {};
  const auto id =
      db::insert_participant(action.connection(), action.thread_id(), author.id, action.now);
  if (!id) return id.error();
  participants.collaborators.push_back({*id, true, author});
  return log_event(action, "collab",
                   Json::Object{{"add", naming({0, author.id, author.name, author.address})}});
}

base::Result<EntryView> write_message(TicketAction& action, const EntryText& text,
                                      const db::UserRow& author, const Participants& participants) {
  const MailingList recipients =
      active_among(participants, [&](const db::UserRow& user) { return user.id != author.id; });
  db::NewEntryRow entry;
  entry.thread_id = action.thread_id();
  entry.user_id = author.id;
  entry.flags = recipients_flag(recipients);
  if (participants.find(author.id)) entry.flags |= kEntryByCollaborator;
  entry.poster = user_name_text(action.desk(), author.name, author.address);
  entry.ip_address = action.context.actor.client_address;
  entry.recipients = recipients_json(action.desk(), recipients);
  entry.now = action.now;
  auto written = post_entry(action, std::move(entry), text, {{}, &action.warnings});
  if (!written) return written;
  if (Status noted = db::note_message(action.connection(), action.thread_id(), action.now); !noted)
    return noted.error();
  return written;
}

Status change_ticket(TicketAction& action) {
  action.ticket.is_answered = false;
  action.ticket.last_update = action.now;
  if (!is_in_state(action.desk(), action.ticket, "closed")) return {};
  return reopen_ticket(action);
}

/// A message, who wrote it, and who owns the ticket that he wrote to.
struct Written {
  const NewMessage& message;
  const EntryText& text;
  const db::UserRow& author;
  std::int64_t owner_id = 0;
};

Status tell(TicketAction& action, const EntryView& entry, const Written& written,
            const Participants& participants) {
  MessagePosted event{action.ticket, entry, written.author};
  event.owner_id = written.owner_id;
  event.recipients = active_among(
      participants, [&](const db::UserRow& user) { return user.id != written.author.id; });
  return announce(action, {event});
}

// On the ticket that shows it, where the author is known to have a part.
base::Result<EntryView> post_on(TicketAction& action, const Written& written,
                                Participants participants) {
  const NewMessage& message = written.message;
  const db::UserRow& author = written.author;
  if (is_in_state(action.desk(), action.ticket, "closed") &&
      !is_reopenable(action.desk(), action.ticket))
    return base::Error{
        base::Errc::kConflict, "This ticket is closed and cannot be reopened", "", {}};
  auto name = history_name(action, author);
  if (!name) return name.error();
  action.user = std::move(*name);
  if (Status added = let_take_part(action, author, participants); !added) return added.error();
  auto entry = write_message(action, written.text, author, participants);
  if (!entry) return entry;
  if (Status changed = change_ticket(action); !changed) return changed.error();
  if (!message.alert || !message.autorespond) return entry;
  if (Status told = tell(action, *entry, written, participants); !told) return told.error();
  return entry;
}

}  // namespace

base::Result<EntryView> post_message(TicketAction& action, const NewMessage& message,
                                     const EntryText& text) {
  const auto participants = load_participants(action);
  if (!participants) return participants.error();
  const auto author = find_author(action, message, *participants);
  if (!author) return author.error();
  if (Status has_part = check_user_access(action, *author, *participants); !has_part)
    return has_part.error();
  const Written written{message, text, *author, action.ticket.user_id};
  if (!is_merged(action.ticket)) return post_on(action, written, *participants);
  auto parent = begin_with(action, action.ticket.parent_id);
  if (!parent) return parent.error();
  auto of_parent = load_participants(*parent);
  if (!of_parent) return of_parent.error();
  auto entry = post_on(*parent, written, std::move(*of_parent));
  if (!entry) return entry;
  if (Status finished = finish_action(*parent); !finished) return finished.error();
  action.warnings = std::move(parent->warnings);
  return entry;
}

}  // namespace ost::domain
