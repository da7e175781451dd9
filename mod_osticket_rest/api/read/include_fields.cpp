// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>

#include "api/read/entry_files.hpp"
#include "api/read/ticket_json.hpp"
#include "base/date_time.hpp"
#include "base/number.hpp"
#include "base/php_date.hpp"
#include "db/tickets/ticket_extras.hpp"
#include "domain/forms/form_field.hpp"
#include "domain/sla/sla.hpp"

namespace ost::api {
namespace {

using domain::FieldValue;
using domain::FormField;

constexpr char kFiles[] = "files";

struct Answer {
  const domain::FieldDefinition* field;
  domain::StoredAnswer stored;
};
/// In the order of the forms. Of two fields of one name the last counts (Ticket::loadDynamicData).
using Answers = std::vector<Answer>;

void keep(Answers& answers, Answer answer, const domain::HelpDesk& desk) {
  const std::string column = FormField(*answer.field, desk).column();
  for (Answer& known : answers)
    if (FormField(*known.field, desk).column() == column) {
      known = std::move(answer);
      return;
    }
  answers.push_back(std::move(answer));
}

// The keys of items of lists are ids.
void write_key(JsonWriter& json, const FormField& field, const std::string& key) {
  const bool is_item = field.row().type.rfind("list-", 0) == 0;
  const auto id = is_item ? base::parse_number(key) : std::nullopt;
  if (id)
    json.number(*id);
  else
    json.string(key);
}

/// What comes of ost_form_entry: the answers to the fields of a ticket's forms.
class FieldsInclude final : public Include {
 public:
  explicit FieldsInclude(const View& view)
      : view_(view), desk_(*view.desk), zone_(domain::database_zone(*view.desk)) {}

  base::Status load(db::Connection& connection,
                    const std::vector<db::ListedTicket>& tickets) override {
    std::vector<std::int64_t> ids;
    for (const db::ListedTicket& ticket : tickets) ids.push_back(ticket.id);
    auto rows = db::load_ticket_answers(connection, ids);
    if (!rows) return rows.error();
    for (db::TicketAnswerRow& row : *rows)
      if (const domain::FieldDefinition* field = desk_.form_field(row.field_id))
        keep(answers_[row.ticket_id], {field, {std::move(row.value), row.value_id}}, desk_);
    return load_files(connection, ids);
  }

  void add_to_ticket(JsonWriter& json, const db::ListedTicket& ticket) const override {
    if (!view_.selection.has(Part::kFields)) return;
    json.name("fields").begin_object();
    const auto found = answers_.find(ticket.id);
    if (found != answers_.end())
      for (const Answer& answer : found->second) write_answer(json, ticket.id, answer);
    json.end_object();
  }

 private:
  // Asked for only where a form takes files.
  base::Status load_files(db::Connection& connection, const std::vector<std::int64_t>& ids) {
    const auto takes_files = [](const Answer& answer) { return answer.field->type == kFiles; };
    const bool any = std::any_of(answers_.begin(), answers_.end(), [&](const auto& of_ticket) {
      return std::any_of(of_ticket.second.begin(), of_ticket.second.end(), takes_files);
    });
    if (!any) return {};
    auto files = db::load_answer_files(connection, ids);
    if (!files) return files.error();
    for (db::AnswerFile& file : *files)
      files_[{file.ticket_id, file.field_id}].push_back(std::move(file));
    return {};
  }

  void write_answer(JsonWriter& json, std::int64_t ticket_id, const Answer& answer) const {
    const FormField field(*answer.field, desk_);
    if (!field.has_data()) return;
    const auto value = field.load(answer.stored);
    json.escaped_name(field.column()).begin_object();
    json.name("label").string(answer.field->label);
    json.name("type").string(answer.field->type);
    json.name("value");
    if (answer.field->type == kFiles)
      write_files(json, ticket_id, answer.field->id);
    else
      write_value(json, field, value);
    json.name("text").string(field.to_text(value));
    json.end_object();
  }

  void write_files(JsonWriter& json, std::int64_t ticket_id, std::int64_t field_id) const {
    json.begin_array();
    const auto found = files_.find({ticket_id, field_id});
    if (found != files_.end())
      for (const db::AnswerFile& answer : found->second) {
        json.begin_object();
        write_file(json, answer.id, answer.file);
        json.end_object();
      }
    json.end_array();
  }

  void write_value(JsonWriter& json, const FormField& field,
                   const std::optional<FieldValue>& value) const {
    const std::string& type = field.row().type;
    if (type == "bool") {
      json.boolean(value && value->text == "1");
    } else if (type == "datetime") {
      write_moment(json, value ? value->text : "");
    } else if (value && !value->choices.empty()) {
      write_choices(json, field, *value);
    } else if (value && value->id) {
      json.number(*value->id);
    } else if (value && !value->text.empty()) {
      json.string(value->text);
    } else {
      json.null();
    }
  }

  void write_choices(JsonWriter& json, const FormField& field, const FieldValue& value) const {
    if (!field.settings().is_multiple) return write_key(json, field, value.choices.front().first);
    json.begin_array();
    for (const auto& [key, label] : value.choices) write_key(json, field, key);
    json.end_array();
  }

  // A date is stored with a zone of its own.
  void write_moment(JsonWriter& json, const std::string& stored) const {
    const auto utc = base::parse_php_date(stored, 0);
    if (utc && *utc > 0)
      view_.times.write(json, base::format_date_time(zone_.to_wall(*utc)));
    else
      json.null();
  }

  const View& view_;
  const domain::HelpDesk& desk_;
  base::TimeZone zone_;
  std::map<std::int64_t, Answers> answers_;
  /// By ticket and field.
  std::map<std::pair<std::int64_t, std::int64_t>, std::vector<db::AnswerFile>> files_;
};

}  // namespace

std::unique_ptr<Include> make_fields(const View& view) {
  return std::make_unique<FieldsInclude>(view);
}

}  // namespace ost::api
