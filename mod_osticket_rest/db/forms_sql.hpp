// SPDX-License-Identifier: MIT
#pragma once

#include "db/insert.hpp"

namespace ost::db::forms_sql {

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

constexpr Statement kAll[] = {kForms, kFields, kListItems, kInsertEntry, kValues};

}  // namespace ost::db::forms_sql
