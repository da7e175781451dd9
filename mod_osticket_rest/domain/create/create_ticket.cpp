// SPDX-License-Identifier: MIT
#include "domain/create/create_ticket.hpp"

#include "base/text.hpp"
#include "db/clock.hpp"
#include "domain/create/assignment.hpp"
#include "domain/create/collaborators.hpp"
#include "domain/create/help_topic.hpp"
#include "domain/create/initial_status.hpp"
#include "domain/create/new_ticket_mail.hpp"
#include "domain/create/number_sequence.hpp"
#include "domain/create/requester.hpp"
#include "domain/create/ticket_limit.hpp"
#include "domain/filters/filter_actions.hpp"
#include "domain/filters/filter_data.hpp"
#include "domain/sla/sla.hpp"
#include "domain/thread/canned_reply.hpp"
#include "domain/thread/search_index.hpp"
#include "domain/thread/thread_post.hpp"

namespace ost::domain {
namespace {

using base::Errc;
using base::Error;
using base::Status;

constexpr const char* kSources[] = {"Web", "Email", "Phone", "API", "Other"};

Creation refuse(Errc code, const char* words, LogLine line) {
  Creation creation;
  creation.refusal = Error{code, words, "", {}};
  creation.log = std::move(line);
  return creation;
}

Creation reject(const TicketDraft& draft, const db::FilterRow& filter) {
  return refuse(
      Errc::kRefusedByHelpDesk, "This help desk is for use by authorized users only",
      {"Ticket denied", "Ticket rejected (" + draft.email + ") by filter \"" + filter.name + "\""});
}

void choose_source(TicketDraft& draft) {
  draft.source = draft.entry_source = "API";
  if (!draft.request.source) return;
  for (const char* source : kSources) {
    if (!base::equal_ignoring_case(*draft.request.source, source)) continue;
    draft.source = source;
    // The message has it as it was sent.
    draft.entry_source = *draft.request.source;
    return;
  }
  draft.warnings.push_back("source: is none of Web, Email, Phone, API and Other, so API is used");
}

Status validate(const TicketDraft& draft) {
  std::vector<base::FieldError> errors = validate_requester(draft);
  const auto add = [&](std::vector<base::FieldError> more) {
    for (base::FieldError& error : more) errors.push_back(std::move(error));
  };
  add(draft.ticket_form->validate());
  add(draft.ticket_form->too_long());
  for (const TicketDraft::TopicForm& form : draft.topic_forms) add(form.entry.too_long());
  if (uses_topic_forms(draft))
    for (const TicketDraft::TopicForm& form : draft.topic_forms) add(form.entry.validate());
  if (errors.empty()) return {};
  std::string sentence = "Invalid fields: ";
  for (std::size_t i = 0; i < errors.size(); ++i) sentence += (i ? ", " : "") + errors[i].field;
  return Error{Errc::kInvalidFields, sentence, "", std::move(errors)};
}

// 4: the ban list, 5: the filters, 6: the limit of open tickets. Empty: nobody refuses.
base::Result<std::optional<Creation>> ask_the_rules(
    db::Connection& connection, TicketDraft& draft,
    const std::vector<const db::FilterRow*>& filters) {
  if (const db::FilterRow* ban = find_ban(draft.desk, draft.email))
    return std::optional<Creation>(reject(draft, *ban));
  if (const db::FilterRow* filter = apply_filters(filters, draft))
    return std::optional<Creation>(reject(draft, *filter));
  const std::int64_t limit = ticket_limit(draft.desk);
  if (limit <= 0 || draft.is_new_user) return std::optional<Creation>();
  const auto open = count_open_tickets(connection, draft.desk, draft.user.id);
  if (!open) return open.error();
  if (*open < limit) return std::optional<Creation>();
  return std::optional<Creation>(
      refuse(Errc::kTicketLimit, "You've reached the maximum open tickets allowed.",
             {"Ticket denied - " + draft.email,
              "Max open tickets (" + std::to_string(limit) + ") reached for " + draft.email}));
}

// 8: topic, department, status, SLA; 9: the events in osTicket's order; 10: due date and number.
Status decide(db::Connection& connection, TicketDraft& draft, base::Random& random,
              const StoredFilterData& stored) {
  choose_topic(draft);
  route(draft);
  log_event(draft, "created", std::nullopt, "SYSTEM");
  draft.events.back().user_id = draft.user.id;
  draft.events.back().user_type = 'U';
  if (Status added = add_organization_collaborators(connection, draft); !added) return added;
  // They are asked once more, of the ticket that is there.
  const auto filters = matching_filters(draft.desk, filter_data_after_creation(draft, stored));
  log_filters(filters, draft);
  collect_filter_mails(filters, draft);
  const std::int64_t topic_id = draft.topic ? draft.topic->id : 0;
  draft.sla_id = select_sla(draft.desk, draft.sla_trump.value_or(0), draft.dept_id, topic_id);
  set_initial_status(draft);
  assign(draft);
  draft.est_duedate = due_date(draft.desk, draft.sla_id, draft.dept_id, draft.now);
  auto number = next_ticket_number(connection, draft.desk, draft.topic, random, draft.now);
  if (!number) return number.error();
  draft.number = std::move(number).value();
  return prepare_canned_reply(connection, draft);
}

Status write_form(db::Connection& connection, const TicketDraft& draft, const FormEntry& form,
                  const db::FormEntryRow& entry) {
  const auto id = db::insert_form_entry(connection, entry, draft.now);
  if (!id) return id.error();
  return db::insert_form_values(connection, form.rows(*id));
}

Status write_forms(db::Connection& connection, const TicketDraft& draft) {
  const db::FormEntryRow entry{draft.ticket_form->form_id(), draft.ticket_id, 'T',
                               draft.ticket_form_sort, draft.ticket_form_extra};
  if (Status written = write_form(connection, draft, *draft.ticket_form, entry); !written)
    return written;
  for (const TicketDraft::TopicForm& form : draft.topic_forms) {
    const db::FormEntryRow row{form.entry.form_id(), draft.ticket_id, 'T', form.sort, form.extra};
    if (Status written = write_form(connection, draft, form.entry, row); !written) return written;
  }
  const auto cdata = draft.ticket_form->cdata("ticket__cdata");
  return cdata.empty() ? Status() : db::write_ticket_cdata(connection, {draft.ticket_id, cdata});
}

db::NewTicketRow ticket_row(const TicketDraft& draft) {
  db::NewTicketRow row;
  row.number = draft.number;
  row.user_id = draft.user.id;
  row.status_id = draft.status_id;
  row.dept_id = draft.dept_id;
  row.sla_id = draft.sla_id;
  row.topic_id = draft.topic ? draft.topic->id : 0;
  row.staff_id = draft.staff_id;
  row.team_id = draft.team_id;
  row.ip_address = draft.request.client_address;
  row.source = draft.source;
  row.est_duedate = draft.est_duedate;
  if (draft.is_closed) row.closed = draft.now;
  row.now = draft.now;
  return row;
}

// 11: ticket, thread and forms; 12: collaborators, message, canned reply, events and search index.
Status write_ticket(db::Connection& connection, TicketDraft& draft) {
  const auto ticket = db::insert_ticket(connection, ticket_row(draft));
  if (!ticket) return ticket.error();
  draft.ticket_id = *ticket;
  const auto thread =
      db::insert_thread(connection, draft.ticket_id, draft.now,
                        draft.canned_reply ? std::optional<std::string>(draft.now) : std::nullopt);
  if (!thread) return thread.error();
  draft.thread_id = *thread;
  if (Status written = write_forms(connection, draft); !written) return written;
  if (Status added = write_collaborators(connection, draft); !added) return added;
  if (Status written = write_message(connection, draft); !written) return written;
  if (Status replied = write_canned_reply(connection, draft); !replied) return replied;
  Status logged = db::insert_events(connection, draft.thread_id, draft.events, draft.now);
  if (!logged) return logged;
  return db::write_search_rows(connection, search_rows(draft, draft.message_entry.id));
}

// 13: the note in the system log when this ticket was the last one allowed (Ticket::onOpenLimit).
Status note_limit(db::Connection& connection, TicketDraft& draft) {
  const std::int64_t limit = ticket_limit(draft.desk);
  if (limit <= 0) return {};
  const auto open = count_open_tickets(connection, draft.desk, draft.user.id);
  if (!open) return open.error();
  draft.reached_limit = *open == limit;
  if (!draft.reached_limit) return {};
  return log_warning(
      connection, draft.desk,
      {"Maximum Open Tickets Limit (" + draft.user.address + ")",
       "Maximum open tickets (" + std::to_string(limit) + ") reached for " + draft.user.address},
      draft.request.client_address);
}

}  // namespace

// 1: the forms, 2: the message.
base::Result<TicketDraft> prepare_ticket(const HelpDesk& desk, const NewTicket& request) {
  TicketDraft draft(desk, request);
  choose_source(draft);
  draft.new_user_name = typed_name(request);
  if (Status filled = fill_forms(draft); !filled) return filled.error();
  if (Status made = prepare_message(draft); !made) return made.error();
  return draft;
}

base::Result<Creation> create_ticket(db::Connection& connection, const TicketDraft& prepared,
                                     const CreationTools& tools) {
  TicketDraft draft(prepared);
  auto now = db::database_time(connection);
  if (!now) return now.error();
  draft.now = std::move(now).value();
  // 3: the requester and his organisation, and with him which forms count.
  if (Status found = find_requester(connection, draft); !found) return found.error();
  if (Status settled = settle_forms(draft); !settled) return settled.error();
  const auto stored = load_stored_filter_data(connection, draft);
  if (!stored) return stored.error();
  const auto filters = matching_filters(draft.desk, filter_data(draft, *stored));
  auto refused = ask_the_rules(connection, draft, filters);
  if (!refused) return refused.error();
  if (*refused) return std::move(**refused);
  // 7: the forms, before anything is written.
  if (Status valid = validate(draft); !valid) return valid.error();
  if (Status written = write_requester(connection, draft); !written) return written.error();
  if (Status decided = decide(connection, draft, tools.random, *stored); !decided)
    return decided.error();
  if (Status written = write_ticket(connection, draft); !written) return written.error();
  if (Status noted = note_limit(connection, draft); !noted) return noted.error();
  // 14: the mail of it all.
  if (Status queued = queue_mail(connection, draft, tools); !queued) return queued.error();
  Creation creation;
  creation.ticket = {draft.ticket_id, draft.number, std::move(draft.warnings)};
  return creation;
}

}  // namespace ost::domain
