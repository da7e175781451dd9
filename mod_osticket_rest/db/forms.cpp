// SPDX-License-Identifier: MIT
#include "db/forms.hpp"

#include "db/forms_sql.hpp"
#include "db/select_all.hpp"

namespace ost::db {
namespace {

base::Status write_cdata(Connection& connection, const char* head, const CdataRow& row) {
  std::string text = head;
  std::string places = ") VALUES (%s";
  std::string updates;
  Values values{row.object_id};
  for (const auto& [name, value] : row.values) {
    const std::string column = quote_identifier(name);
    text += ", " + column;
    places += ", %s";
    updates.append(updates.empty() ? "" : ", ").append(column);
    updates.append(" = VALUES(").append(column).append(")");
    values.emplace_back(value);
  }
  text += places + ") ON DUPLICATE KEY UPDATE " + updates;
  const Statement built{"forms.cdata", text.c_str(), static_cast<int>(values.size())};
  const auto written = connection.execute(built, values);
  if (!written) return written.error();
  return {};
}

}  // namespace

base::Result<std::vector<FormRow>> load_forms(Connection& connection) {
  return select_all<FormRow>(connection, forms_sql::kForms, [](const Row& r) {
    return FormRow{r.number(0), r.string(1), r.string(2)};
  });
}

base::Result<std::vector<FormFieldRow>> load_form_fields(Connection& connection) {
  return select_all<FormFieldRow>(connection, forms_sql::kFields, [](const Row& r) {
    return FormFieldRow{r.number(0), r.number(1), r.number(2), r.string(3),
                        r.string(4), r.string(5), r.string(6), r.number(7)};
  });
}

base::Result<std::vector<ListItemRow>> load_list_items(Connection& connection) {
  return select_all<ListItemRow>(connection, forms_sql::kListItems, [](const Row& r) {
    return ListItemRow{r.number(0), r.number(1), r.number(2),
                       r.string(3), r.string(4), r.string(5)};
  });
}

base::Result<std::int64_t> insert_form_entry(Connection& connection, const FormEntryRow& entry,
                                             const std::string& now) {
  return insert(connection, forms_sql::kInsertEntry,
                {entry.form_id, entry.object_id, std::string(1, entry.object_type), entry.sort,
                 entry.extra, now, now});
}

base::Status insert_form_values(Connection& connection, const std::vector<FormValueRow>& values) {
  std::vector<Values> rows;
  for (const FormValueRow& v : values)
    rows.push_back({v.entry_id, v.field_id, v.value, v.value_id});
  return insert_rows(connection, forms_sql::kInsertValues, rows);
}

base::Result<std::vector<FormValueRow>> load_form_values(Connection& connection, char object_type,
                                                         std::int64_t object_id) {
  return select_all<FormValueRow>(
      connection, forms_sql::kValues, {std::string(1, object_type), object_id}, [](const Row& r) {
        return FormValueRow{r.number(0), r.number(1), r.maybe_string(2), r.maybe_number(3)};
      });
}

base::Status write_ticket_cdata(Connection& connection, const CdataRow& row) {
  return write_cdata(connection, forms_sql::kTicketCdata, row);
}

base::Status write_user_cdata(Connection& connection, const CdataRow& row) {
  return write_cdata(connection, forms_sql::kUserCdata, row);
}

}  // namespace ost::db
