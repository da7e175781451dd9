// SPDX-License-Identifier: MIT
#include "db/tickets/answers.hpp"

#include "db/query.hpp"

namespace ost::db {
namespace {

constexpr Statement kAnswers{
    "answers.all",
    "SELECT e.id, e.form_id, v.field_id, v.value, v.value_id FROM {form_entry} e"
    " LEFT JOIN {form_entry_values} v ON v.entry_id = e.id"
    " WHERE e.object_type = 'T' AND e.object_id = %s ORDER BY e.sort, e.id, v.field_id",
    1};

constexpr RowsStatement kWrite{
    "answers.write",
    "REPLACE INTO {form_entry_values} (entry_id, field_id, value, value_id) VALUES ", 4};

}  // namespace

base::Result<std::vector<AnswerRow>> load_answers(Connection& connection, std::int64_t ticket_id) {
  return select_all<AnswerRow>(connection, kAnswers, {ticket_id}, [](const Row& r) {
    return AnswerRow{r.number(0), r.number(1), r.number(2), r.maybe_string(3), r.maybe_number(4)};
  });
}

base::Status write_answers(Connection& connection, const std::vector<FormValueRow>& answers) {
  std::vector<Values> rows;
  for (const FormValueRow& answer : answers)
    rows.push_back({answer.entry_id, answer.field_id, answer.value, answer.value_id});
  return insert_rows(connection, kWrite, rows);
}

}  // namespace ost::db
