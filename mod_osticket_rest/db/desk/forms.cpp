// SPDX-License-Identifier: MIT
#include "db/desk/forms.hpp"

#include "db/query.hpp"

namespace ost::db {
namespace {

constexpr Statement kForms{"forms.forms", "SELECT id, type, title FROM {form} ORDER BY id", 0};

constexpr Statement kFields{
    "forms.fields",
    "SELECT id, form_id, flags, type, label, name, configuration, sort FROM {form_field}"
    " ORDER BY form_id, sort, id",
    0};

constexpr Statement kListItems{"forms.list_items",
                               "SELECT id, list_id, status, value, extra, properties FROM "
                               "{list_items} ORDER BY list_id, sort, id",
                               0};

constexpr Statement kInsertEntry{
    "forms.insert_entry",
    "INSERT INTO {form_entry} (form_id, object_id, object_type, sort, extra, created, updated)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s)",
    7};

constexpr RowsStatement kInsertValues{
    "forms.insert_values",
    "INSERT INTO {form_entry_values} (entry_id, field_id, value, value_id) VALUES ", 4};

constexpr Statement kValues{"forms.values",
                            "SELECT v.entry_id, v.field_id, v.value, v.value_id"
                            " FROM {form_entry} e JOIN {form_entry_values} v ON v.entry_id = e.id"
                            " WHERE e.object_type = %s AND e.object_id = %s"
                            " ORDER BY e.sort, e.id",
                            2};

constexpr char kTicketCdata[] = "INSERT INTO {ticket__cdata} (ticket_id";
constexpr char kUserCdata[] = "INSERT INTO {user__cdata} (user_id";

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
  return select_all<FormRow>(connection, kForms, [](const Row& r) {
    return FormRow{r.number(0), r.string(1), r.string(2)};
  });
}

base::Result<std::vector<FormFieldRow>> load_form_fields(Connection& connection) {
  return select_all<FormFieldRow>(connection, kFields, [](const Row& r) {
    return FormFieldRow{r.number(0), r.number(1), r.number(2), r.string(3),
                        r.string(4), r.string(5), r.string(6), r.number(7)};
  });
}

base::Result<std::vector<ListItemRow>> load_list_items(Connection& connection) {
  return select_all<ListItemRow>(connection, kListItems, [](const Row& r) {
    return ListItemRow{r.number(0), r.number(1), r.number(2),
                       r.string(3), r.string(4), r.string(5)};
  });
}

base::Result<std::int64_t> insert_form_entry(Connection& connection, const FormEntryRow& entry,
                                             const std::string& now) {
  return insert(connection, kInsertEntry,
                {entry.form_id, entry.object_id, std::string(1, entry.object_type), entry.sort,
                 entry.extra, now, now});
}

base::Status insert_form_values(Connection& connection, const std::vector<FormValueRow>& values) {
  std::vector<Values> rows;
  for (const FormValueRow& v : values)
    rows.push_back({v.entry_id, v.field_id, v.value, v.value_id});
  return insert_rows(connection, kInsertValues, rows);
}

base::Result<std::vector<FormValueRow>> load_form_values(Connection& connection, char object_type,
                                                         std::int64_t object_id) {
  return select_all<FormValueRow>(
      connection, kValues, {std::string(1, object_type), object_id}, [](const Row& r) {
        return FormValueRow{r.number(0), r.number(1), r.maybe_string(2), r.maybe_number(3)};
      });
}

base::Status write_ticket_cdata(Connection& connection, const CdataRow& row) {
  return write_cdata(connection, kTicketCdata, row);
}

base::Status write_user_cdata(Connection& connection, const CdataRow& row) {
  return write_cdata(connection, kUserCdata, row);
}

}  // namespace ost::db
