// SPDX-License-Identifier: MIT
// The pipeline of a new ticket, from top to bottom. Steps 1 and 2, forms and message, need no
// database and are prepare_ticket's.
#include "domain/create/create_ticket.hpp"

#include "db/session.hpp"
#include "domain/create/admission.hpp"
#include "domain/create/new_ticket_mail.hpp"
#include "domain/create/plan.hpp"
#include "domain/create/write_ticket.hpp"
#include "domain/thread/canned_reply.hpp"
#include "domain/thread/search_index.hpp"

namespace ost::domain {
namespace {

using base::Result;
using base::Status;

/// The rows that are there.
struct Written {
  TicketView ticket{};
  EntryView message{};
  std::optional<EntryView> canned_reply{};
  std::vector<std::string> warnings{};
};

/// All that is decided.
struct Decided {
  const PreparedTicket& prepared;
  const Accepted& accepted;
  const Plan& plan;
};

void append(std::vector<std::string>& warnings, const std::vector<std::string>& more) {
  warnings.insert(warnings.end(), more.begin(), more.end());
}

// What is refused leaves no row behind: nothing is written before step 7.
Result<Accepted> accept(AttachmentWriter& files, const PreparedTicket& prepared) {
  db::Connection& connection = files.connection();
  Accepted accepted{files.store().now()};
  // 3: the requester and his organisation.
  auto requester = find_requester(connection, prepared.request, prepared.new_name);
  if (!requester) return requester.error();
  // 4: what no form took, or could not take.
  const auto unused = check_filled(prepared.forms, prepared.request, *requester);
  if (!unused) return unused.error();
  // 5: the ban list, the filters, the limit of open tickets.
  auto admission = ask_rules(connection, prepared, *requester);
  if (!admission) return admission.error();
  accepted.warnings = requester->warnings;
  append(accepted.warnings, *unused);
  accepted.admission = std::move(admission).value();
  accepted.requester = std::move(requester).value();
  if (accepted.admission.refusal) return accepted;
  // 6: what the forms require.
  const auto topic = asked_topic(accepted.admission.verdict, prepared.request.topic_id);
  Status done = validate_forms(
      prepared.forms, accepted.requester,
      has_topic_forms(prepared.desk, topic) ? TopicForms::kCount : TopicForms::kAreKept);
  // 7: a new user.
  const FormEntry* form = prepared.forms.user_form(accepted.requester);
  if (done)
    done = take(write_requester(connection, accepted.requester, form, accepted.now), accepted.user);
  // 8: the files that came along: large ones take their time, so before anything is locked that
  // other requests wait for.
  if (done) done = files.store_files();
  if (done)
    done = take(store_field_files(files.store(), prepared.field_files), accepted.field_files);
  if (!done) return done.error();
  return accepted;
}

TicketView new_ticket_view(const Decided& decided) {
  const Placement& placement = decided.plan.placement;
  TicketView view;
  view.number = decided.plan.number;
  view.user_id = decided.accepted.user.id;
  view.status_id = placement.status.id;
  view.dept_id = placement.dept_id;
  view.sla_id = placement.sla_id;
  view.topic_id = placement.topic_id;
  view.staff_id = placement.staff_id;
  view.team_id = placement.team_id;
  view.ip_address = decided.prepared.request.address();
  view.source = decided.prepared.source.ticket;
  view.duedate = decided.prepared.request.wishes.due;
  view.est_duedate = placement.est_duedate;
  view.created = decided.accepted.now;
  view.last_update = view.created;
  if (placement.status.is_closed()) view.closed = view.created;
  return view;
}

TicketFacts facts_of(const Decided& decided, const TicketView& ticket) {
  const Requester& requester = decided.accepted.requester;
  return {decided.prepared.desk,
          ticket,
          decided.plan.forms,
          decided.accepted.user,
          decided.prepared.forms.new_user_form(requester),
          requester.organization,
          !decided.plan.collaborators.empty()};
}

Status write_message(AttachmentWriter& files, const Decided& decided, Written& written) {
  const PreparedTicket& prepared = decided.prepared;
  const std::int64_t thread_id = written.ticket.thread_id;
  const auto copied =
      active_collaborators(files.connection(), thread_id, decided.plan.collaborators);
  if (!copied) return copied.error();
  const MessageOrigin origin{thread_id,
                             decided.accepted.user,
                             *copied,
                             prepared.source.message,
                             prepared.request.message_address(),
                             decided.accepted.now,
                             true};
  const Status done =
      take(write_message(files, prepared.desk, prepared.post, origin), written.message);
  if (files.has_hidden()) written.warnings.emplace_back(kHiddenImage);
  return done;
}

Status write_canned_reply(FileStore& store, const Decided& decided, Written& written) {
  if (!decided.plan.canned_reply) return {};
  StoredTemplateSource source = source_of(store.connection(), facts_of(decided, written.ticket));
  TemplateScope scope(decided.prepared.desk, source, written.ticket);
  auto reply = write_canned_reply(store, scope, *decided.plan.canned_reply, written.message);
  if (reply) written.canned_reply = std::move(*reply);
  return reply ? Status() : Status(reply.error());
}

Status write_history(db::Connection& connection, const Decided& decided, std::int64_t thread_id) {
  const HelpDesk& desk = decided.prepared.desk;
  const Plan& plan = decided.plan;
  const NewTicketHistory history{decided.accepted.user.id, plan.placement, plan.collaborators,
                                 copying_organization(plan.collaborators),
                                 describe_filters(desk, plan.filters)};
  return db::insert_events(connection, thread_id, history_of(desk, history), decided.accepted.now);
}

Status write_search_rows(db::Connection& connection, const Decided& decided,
                         const Written& written) {
  std::vector<db::SearchRow> rows;
  const Requester& requester = decided.accepted.requester;
  if (requester.is_new)
    rows.push_back(
        user_search_row(decided.accepted.user, decided.prepared.forms.new_user_form(requester)));
  for (const NewCollaborator& collaborator : decided.plan.collaborators)
    if (collaborator.is_new_user)
      rows.push_back(user_search_row(collaborator.user, decided.prepared.forms.blank_user_form()));
  rows.push_back(entry_search_row(written.message, decided.prepared.post.title));
  rows.push_back(ticket_search_row(written.ticket.id, written.ticket.number, decided.plan.forms));
  return db::write_search_rows(connection, rows);
}

Result<Written> write_rows(AttachmentWriter& files, const Decided& decided) {
  db::Connection& connection = files.connection();
  Written written{new_ticket_view(decided)};
  // 15: ticket, thread, forms and collaborators.
  const NewTicketParts parts{decided.plan.forms, decided.plan.collaborators,
                             decided.accepted.field_files, decided.plan.canned_reply.has_value()};
  Status done = write_ticket(files.store(), parts, written.ticket);
  // 16: the message.
  if (done) done = write_message(files, decided, written);
  // 17: the reply of a filter.
  if (done) done = write_canned_reply(files.store(), decided, written);
  // 18: the history.
  if (done) done = write_history(connection, decided, written.ticket.thread_id);
  // 19: the note for the agents.
  if (done) done = write_first_note(files.store(), decided.prepared, written.ticket.thread_id);
  // 20: the search index.
  if (done) done = write_search_rows(connection, decided, written);
  if (!done) return done.error();
  return written;
}

TicketCreated event_of(const Decided& decided, const Written& written, bool reached_limit) {
  const NewTicket& request = decided.prepared.request;
  const Plan& plan = decided.plan;
  TicketCreated event;
  event.ticket = written.ticket;
  event.message = written.message;
  if (written.canned_reply) event.canned = CannedAnswer{*written.canned_reply};
  event.alert = request.alert.value_or(true);
  event.autorespond =
      request.autorespond.value_or(true) && !decided.accepted.admission.verdict.stops_answers;
  event.reached_limit = reached_limit;
  event.assignments = mailed_assignments(plan.routing, plan.placement);
  event.filter_mails = filter_mails(decided.prepared.desk, plan.filters);
  return event;
}

}  // namespace

Result<Creation> create_ticket(db::Connection& connection, const PreparedTicket& prepared,
                               const CreationTools& tools) {
  auto now = db::database_time(connection);
  if (!now) return now.error();
  FileStore store(connection, tools.random, std::move(now).value());
  AttachmentWriter files(prepared.post.attachments, store);
  // 3 to 8: who asks, whether the help desk takes it, and the files that came along.
  const auto accepted = accept(files, prepared);
  if (!accepted) return accepted.error();
  if (accepted->admission.refusal) return Creation{{}, accepted->admission.refusal};
  // 9 to 14: what the ticket will be.
  const auto plan = make_plan(connection, prepared, *accepted, tools.random);
  if (!plan) return plan.error();
  // 15 to 20: its rows.
  const Decided decided{prepared, *accepted, *plan};
  const auto written = write_rows(files, decided);
  if (!written) return written.error();
  // 21: a note in the system log when it was the last one allowed.
  const auto limit =
      note_limit(connection, prepared.desk, accepted->user, prepared.request.client_address);
  if (!limit) return limit.error();
  // 22: the mail of it all.
  Creation creation{{written->ticket.id, written->ticket.number, prepared.warnings}};
  for (const auto* warnings : {&accepted->warnings, &plan->warnings, &written->warnings})
    append(creation.ticket.warnings, *warnings);
  if (!is_mailed(prepared.desk, tools.mail)) {
    append(creation.ticket.warnings, warnings_without_mail(prepared.request));
    return creation;
  }
  const Status queued = queue_new_ticket_mail(connection, facts_of(decided, written->ticket),
                                              event_of(decided, *written, *limit), tools);
  if (!queued) return queued.error();
  return creation;
}

}  // namespace ost::domain
