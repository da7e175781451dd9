// SPDX-License-Identifier: MIT
#include "domain/ticket/edit_answers.hpp"

#include <algorithm>
#include <utility>

#include "db/tickets/files.hpp"
#include "domain/files/field_files.hpp"
#include "domain/thread/search_index.hpp"
#include "domain/ticket/history.hpp"
#include "domain/ticket/permission.hpp"

namespace ost::domain {
namespace {

using base::Json;
using base::Status;

constexpr char kCdata[] = "ticket__cdata";

base::Error wrong(const std::string& member, std::string reason) {
  return base::Error{
      base::Errc::kInvalidFields, "Invalid fields: " + member, "", {{member, std::move(reason)}}};
}

StoredAnswer answer_of(const db::AnswerRow* row) {
  return row ? StoredAnswer{row->value, row->value_id} : StoredAnswer();
}

FormField field_of(const TicketAction& action, const FieldDefinition& definition) {
  FormField field(definition, action.desk());
  if (action.agent) field.fill_in_for(*action.agent);
  return field;
}

// What the request makes of the field, which may keep choices that only its answer knows.
base::Result<AnswerChange> wanted_of(FormField field, const StoredAnswer& before,
                                     const FieldChange& change) {
  const auto held = field.keeps_choices() ? field.load(before) : std::nullopt;
  if (!held) return change.by_field.at(field.id());
  field.hold(*held);
  return change_answer(field, change.sent);
}

// FileUploadField::to_database, which is told that none are left.
Status detach_files(const TicketAction& action, const FormField& field, std::int64_t entry_id) {
  if (!field.takes_files()) return {};
  const auto detached =
      db::delete_attachments(action.connection(), 'E', {owner_of_field(field.id(), entry_id).id});
  return detached ? Status() : Status(detached.error());
}

// The two values stand in the event by themselves and under their field (FormField::getChanges,
// Ticket::updateField).
Json::Object told(const FormField& field, const StoredAnswer& before, const Json& after) {
  const Json old = field.told(before);
  return {{"0", old},
          {"1", after},
          {"fields", Json::Object{{std::to_string(field.id()), Json::Array{old, after}}}}};
}

}  // namespace

base::Result<TicketAnswers> TicketAnswers::load(const TicketAction& action) {
  auto rows = db::load_answers(action.connection(), action.ticket.id);
  if (!rows) return rows.error();
  TicketAnswers answers;
  answers.rows_ = std::move(*rows);
  return answers;
}

TicketAnswers::Place TicketAnswers::find(const HelpDesk& desk, const FieldChange& change) {
  for (std::size_t at = 0; at < rows_.size(); ++at) {
    const db::AnswerRow& form = rows_[at];
    if (at > 0 && rows_[at - 1].entry_id == form.entry_id) continue;
    for (const FieldDefinition& field : desk.form_fields) {
      if (field.form_id != form.form_id || change.by_field.count(field.id) == 0) continue;
      const auto row = std::find_if(rows_.begin(), rows_.end(), [&](const db::AnswerRow& r) {
        return r.entry_id == form.entry_id && r.field_id == field.id;
      });
      const auto place = static_cast<std::size_t>(&field - desk.form_fields.data());
      return {&field, form.entry_id, row == rows_.end() ? nullptr : &*row, {at, place}};
    }
  }
  return {};
}

std::vector<const FieldChange*> TicketAnswers::in_order(const HelpDesk& desk,
                                                        const std::vector<FieldChange>& changes) {
  std::vector<const FieldChange*> ordered;
  for (const FieldChange& change : changes) ordered.push_back(&change);
  std::stable_sort(ordered.begin(), ordered.end(), [&](const auto* a, const auto* b) {
    return find(desk, *a).position < find(desk, *b).position;
  });
  return ordered;
}

bool TicketAnswers::is_new(const TicketAction& action, const FieldChange& change) {
  const Place place = find(action.desk(), change);
  if (!place.field) return true;
  const FormField field = field_of(action, *place.field);
  const StoredAnswer before = answer_of(place.row);
  const auto wanted = wanted_of(field, before, change);
  return !wanted || !field.is_same(before, wanted->answer);
}

Status TicketAnswers::edit(TicketAction& action, const FieldChange& change,
                           const Remarks& remarks) {
  const Place place = find(action.desk(), change);
  if (!place.field) return wrong(change.name, "is no field of this ticket");
  if (Status allowed = may(action, Deed::kEdit); !allowed) return allowed;
  const FormField field = field_of(action, *place.field);
  const StoredAnswer before = answer_of(place.row);
  const auto wanted = wanted_of(field, before, change);
  if (!wanted) return wanted.error();
  if (field.is_same(before, wanted->answer)) return {};
  const std::string& label = field.row().label;
  if (!field.is_editable()) return wrong(change.name, label + " can not be edited");
  db::AnswerRow row{place.entry_id, field.row().form_id, field.id(), wanted->answer.value,
                    wanted->answer.value_id};
  if (place.row)
    *place.row = std::move(row);
  else
    rows_.push_back(std::move(row));
  edited_.push_back(field.id());
  if (Status detached = detach_files(action, field, place.entry_id); !detached) return detached;
  Status logged = log_event(action, "edited", told(field, before, wanted->told));
  if (!logged) return logged;
  const auto note = write_comments(action, label + " updated", remarks.comments);
  if (!note) return note.error();
  action.ticket.last_update = action.now;
  return {};
}

Status TicketAnswers::write(const TicketAction& action) {
  if (edited_.empty()) return {};
  std::vector<db::FormValueRow> values;
  db::CdataRow cdata{action.ticket.id, {}};
  std::string subject;
  std::vector<SearchableAnswer> searchable;
  const db::FormRow* ticket_form = action.desk().form_of_type("T");
  for (const db::AnswerRow& row : rows_) {
    const FieldDefinition* definition = action.desk().form_field(row.field_id);
    if (!definition) continue;
    const FormField field = field_of(action, *definition);
    const auto value = field.load(answer_of(&row));
    searchable.push_back({field.tag(), field.searchable(value), definition->sort});
    if (field.tag() == "subject") subject = field.to_text(value);
    if (std::find(edited_.begin(), edited_.end(), field.id()) == edited_.end()) continue;
    values.push_back({row.entry_id, row.field_id, row.value, row.value_id});
    if (ticket_form && row.form_id == ticket_form->id &&
        action.desk().has_cdata_column(kCdata, field.column()))
      cdata.values.emplace_back(field.column(), field.keys(value));
  }
  edited_.clear();
  Status done = db::write_answers(action.connection(), values);
  if (done && !cdata.values.empty()) done = db::write_ticket_cdata(action.connection(), cdata);
  if (!done) return done;
  return db::write_search_rows(action.connection(),
                               {ticket_search_row({action.ticket.id, action.ticket.number, subject},
                                                  std::move(searchable))});
}

}  // namespace ost::domain
