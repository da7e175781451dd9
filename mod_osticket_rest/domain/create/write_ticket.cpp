// SPDX-License-Identifier: MIT
#include "domain/create/write_ticket.hpp"

#include "base/json.hpp"
#include "domain/desk/names.hpp"

namespace ost::domain {
namespace {

// Writes an entry of a form with its files; the values that belong to it are still to be written.
base::Result<std::vector<db::FormValueRow>> write_entry(
    FileStore& store, std::int64_t ticket_id, const PlacedForm& form,
    const std::vector<StoredFieldFiles>& files) {
  const db::FormEntryRow row{form.entry.form_id(), ticket_id, 'T', form.sort, form.extra};
  const auto id = db::insert_form_entry(store.connection(), row, store.now());
  if (!id) return id.error();
  for (const StoredFieldFiles& field : files) {
    if (!form.entry.has_field(field.field_id)) continue;
    std::vector<FileUse> uses = field.files;
    base::Status attached = store.attach(owner_of_field(field.field_id, *id), uses);
    if (!attached) return attached.error();
  }
  return form.entry.rows(*id);
}

base::Status write_forms(FileStore& store, std::int64_t ticket_id, const NewTicketParts& parts) {
  std::vector<const PlacedForm*> forms{&parts.forms.ticket};
  for (const PlacedForm& form : parts.forms.of_topic) forms.push_back(&form);
  std::vector<db::FormValueRow> values;
  for (const PlacedForm* form : forms) {
    auto rows = write_entry(store, ticket_id, *form, parts.field_files);
    if (!rows) return rows.error();
    values.insert(values.end(), rows->begin(), rows->end());
  }
  base::Status written = db::insert_form_values(store.connection(), values);
  const auto cdata = parts.forms.ticket.entry.cdata("ticket__cdata");
  if (!written || cdata.empty()) return written;
  return db::write_ticket_cdata(store.connection(), {ticket_id, cdata});
}

}  // namespace

base::Status write_ticket(FileStore& store, const NewTicketParts& parts, TicketView& ticket) {
  db::Connection& connection = store.connection();
  const std::string& now = ticket.created;
  const auto id = db::insert_ticket(connection, ticket);
  if (!id) return id.error();
  ticket.id = *id;
  const auto answered = parts.is_answered ? std::optional<std::string>(now) : std::nullopt;
  const auto thread = db::insert_thread(connection, ticket.id, now, answered);
  if (!thread) return thread.error();
  ticket.thread_id = *thread;
  if (base::Status written = write_forms(store, ticket.id, parts); !written) return written;
  return write_collaborators(connection, ticket.thread_id, parts.collaborators, now);
}

base::Status write_first_note(FileStore& store, const PreparedTicket& prepared,
                              std::int64_t thread_id) {
  if (!prepared.note) return {};
  db::NewEntryRow entry;
  entry.thread_id = thread_id;
  entry.type = 'N';
  entry.poster = "API";
  if (const db::StaffRow* agent = prepared.desk.agent(prepared.request.note_agent_id)) {
    entry.staff_id = agent->id;
    entry.poster = agent_name_text(prepared.desk, *agent);
  }
  entry.title = "New Ticket";
  entry.body = prepared.note->body;
  entry.format = prepared.note->format;
  entry.ip_address = prepared.request.client_address;
  entry.now = store.now();
  AttachmentWriter files(prepared.note->attachments, store);
  const auto written = write_entry(files, std::move(entry));
  return written ? base::Status() : base::Status(written.error());
}

namespace {

using base::Json;

constexpr char kSystem[] = "SYSTEM";
// osTicket names the filter for every assignment, whoever asked for it.
constexpr char kFilter[] = "Ticket Filter";

/// The history so far, and the ticket as the next event finds it.
class History {
 public:
  History(const HelpDesk& desk, const Placement& placement) : desk_(desk) {
    now_.dept_id = placement.dept_id;
    now_.topic_id = placement.topic_id;
  }

  void assign_agent(std::int64_t id) { now_.staff_id = id; }
  void assign_team(std::int64_t id) { now_.team_id = id; }

  db::EventEntryRow& add(const char* name, const char* username, std::optional<std::string> data) {
    db::EventEntryRow event = now_;
    event.event_id = desk_.event_id(name);
    event.username = username;
    event.data = std::move(data);
    return events_.emplace_back(std::move(event));
  }

  std::vector<db::EventEntryRow> finish() && { return std::move(events_); }

 private:
  const HelpDesk& desk_;
  db::EventEntryRow now_{};
  std::vector<db::EventEntryRow> events_{};
};

std::string json(const std::string& name, Json value) {
  return base::encode_json(Json::Object{{name, std::move(value)}});
}

void add_collaborators(const NewTicketHistory& parts, History& history) {
  for (const NewCollaborator& collaborator : parts.collaborators) {
    const db::UserRow& user = collaborator.user;
    const Json who(Json::Object{{"name", name_or_mailbox(user.name, user.address)}});
    const Json added(Json::Object{{std::to_string(user.id), who}});
    history.add("collab", kSystem, json("add", added));
  }
  if (parts.organization_id > 0) history.add("collab", kSystem, json("org", parts.organization_id));
}

void add_status(const HelpDesk& desk, const InitialStatus& status, History& history) {
  if (status.how == InitialStatus::How::kSet)
    history.add("edited", kSystem, json("status", status.id));
  if (!status.is_closed()) return;
  const db::TicketStatusRow* row = desk.status(status.id);
  history.add("closed", kSystem,
              json("status", Json(Json::Array{status.id, row ? row->name : std::string()})));
}

void add_assignments(const Placement& placement, History& history) {
  if (placement.staff_id > 0) {
    history.assign_agent(placement.staff_id);
    history.add("assigned", kFilter, json("staff", placement.staff_id));
  }
  if (placement.team_id > 0) {
    history.assign_team(placement.team_id);
    history.add("assigned", kFilter, json("team", placement.team_id));
  }
}

}  // namespace

std::vector<db::EventEntryRow> history_of(const HelpDesk& desk, const NewTicketHistory& parts) {
  History history(desk, parts.placement);
  db::EventEntryRow& created = history.add("created", kSystem, std::nullopt);
  created.user_id = parts.user_id;
  created.user_type = 'U';
  add_collaborators(parts, history);
  for (const std::string& description : parts.filter_descriptions)
    history.add("edited", kFilter, description);
  add_status(desk, parts.placement.status, history);
  add_assignments(parts.placement, history);
  return std::move(history).finish();
}

}  // namespace ost::domain
