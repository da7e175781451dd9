// SPDX-License-Identifier: MIT
#include "api/read/settle_filters.hpp"

#include <algorithm>

#include "base/date_time.hpp"
#include "base/json.hpp"
#include "domain/forms/form_field.hpp"
#include "domain/sla/sla.hpp"

namespace ost::api {
namespace {

using Column = db::TicketColumn;
using Test = db::TicketCondition::Test;
using domain::FormField;

// The years from 1 to 9999.
constexpr std::int64_t kFirst = -62135510400;
constexpr std::int64_t kLast = 253402214400;

std::vector<std::int64_t> statuses_of(const std::vector<std::string>& states,
                                      const domain::HelpDesk& desk) {
  std::vector<std::int64_t> ids;
  for (const db::TicketStatusRow& status : desk.statuses)
    if (std::find(states.begin(), states.end(), status.state) != states.end())
      ids.push_back(status.id);
  return ids;
}

void add_states(const FilterValues& states, const domain::HelpDesk& desk, db::ListQuery& list) {
  if (!states.any_of.empty())
    list.conditions.push_back(
        {Column::kStatus, Test::kAnyOf, statuses_of(states.any_of, desk), {}});
  if (!states.none_of.empty())
    list.conditions.push_back(
        {Column::kStatus, Test::kNoneOf, statuses_of(states.none_of, desk), {}});
}

void add_moments(const FilterParams& filters, const domain::HelpDesk& desk, db::ListQuery& list) {
  for (const FilterParams::SinceOrUntil& moment : filters.moments)
    list.conditions.push_back(
        {moment.column, moment.test, {}, {database_time_of({std::nullopt, moment.utc}, desk)}});
}

// As a name in JSON, without its quotes.
std::string json_name(const std::string& key) {
  const std::string encoded = base::encode_json(base::Json(key));
  return encoded.substr(1, encoded.size() - 2);
}

// Whatever the field may have stored for the value.
void add_value(const FormField& field, const std::string& value, db::AnswerCondition& answer) {
  if (field.row().type == "bool") {
    answer.values.emplace_back(value == "1" || value == "true" ? "1" : "0");
    return;
  }
  const auto read = field.read(base::Json(value));
  answer.values.push_back(field.store(read).value.value_or(value));
  answer.values.push_back(value);
  if (!read) return;
  for (const auto& [key, label] : read->choices) answer.keys.push_back(json_name(key));
  // A date keeps its moment there.
  if (read->id && field.row().type != "datetime") answer.value_ids.push_back(*read->id);
}

// One condition, of all fields of the name.
void add_answer(const std::vector<FormField>& fields, const std::vector<std::string>& values,
                bool is_negated, db::ListQuery& list) {
  if (values.empty()) return;
  db::AnswerCondition answer;
  answer.is_negated = is_negated;
  for (const FormField& field : fields) {
    answer.field_ids.push_back(field.id());
    for (const std::string& value : values) add_value(field, value, answer);
  }
  list.answers.push_back(std::move(answer));
}

base::Status add_fields(const FilterParams& filters, const domain::HelpDesk& desk,
                        db::ListQuery& list) {
  for (const auto& [name, values] : filters.fields) {
    std::vector<FormField> fields;
    for (const domain::FieldDefinition& row : desk.form_fields) {
      const FormField field(row, desk);
      if (field.column() == name && field.has_data()) fields.push_back(field);
    }
    if (fields.empty()) {
      const std::string parameter = "field." + name;
      return base::Error{base::Errc::kInvalidParameter,
                         "Invalid parameter: " + parameter,
                         "",
                         {{parameter, "names no field of a form"}}};
    }
    add_answer(fields, values.any_of, false, list);
    add_answer(fields, values.none_of, true, list);
  }
  return {};
}

// While osTicket rebuilds the table of the subjects no ticket has one, nor a priority.
bool settle_missing(const db::ShownNames& names, db::ListQuery& list) {
  const auto is_missing = [&](const db::TicketCondition& condition) {
    return (condition.column == Column::kSubject && !names.has_subject) ||
           (condition.column == Column::kPriority && !names.has_priority);
  };
  auto& all = list.conditions;
  const bool some_want = std::any_of(all.begin(), all.end(), [&](const auto& condition) {
    return is_missing(condition) && condition.test != Test::kNoneOf;
  });
  all.erase(std::remove_if(all.begin(), all.end(), is_missing), all.end());
  for (std::size_t i = 0; !names.has_priority && i < list.order.size(); ++i) {
    if (list.order[i].key != db::TicketKey::kPriority) continue;
    const auto at = static_cast<std::ptrdiff_t>(i--);
    list.order.erase(list.order.begin() + at);
    if (list.after) list.after->erase(list.after->begin() + at);
  }
  return !some_want;
}

}  // namespace

bool needs_desk(const FilterParams& filters) {
  return !filters.states.empty() || !filters.moments.empty() || !filters.fields.empty();
}

std::string database_time_of(const Moment& moment, const domain::HelpDesk& desk) {
  if (moment.database) return *moment.database;
  const std::int64_t utc = std::clamp(moment.utc, kFirst, kLast);
  return base::format_date_time(domain::database_zone(desk).to_wall(utc));
}

base::Result<bool> settle_filters(const FilterParams& filters, const View& view,
                                  db::Connection& connection, db::ListQuery& list) {
  list.conditions = filters.conditions;
  list.search = filters.search;
  if (list.search) list.search->with_notes = view.scope.shows_notes();
  if (needs_desk(filters)) {
    for (const FilterValues& states : filters.states) add_states(states, *view.desk, list);
    add_moments(filters, *view.desk, list);
    if (base::Status added = add_fields(filters, *view.desk, list); !added) return added.error();
  }
  if (!settle_missing(*view.names, list)) return false;
  if (!filters.email) return true;
  const auto owner = db::find_owner(connection, *filters.email);
  if (!owner) return owner.error();
  if (!*owner) return false;
  list.add(Column::kUser, **owner);
  return true;
}

}  // namespace ost::api
