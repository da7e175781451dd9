// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "db/connection.hpp"

namespace ost::db {

struct FormRow {
  std::int64_t id = 0;
  std::string type;  ///< T: ticket, U: user, O: organisation, G: generic, ...
  std::string title;
};

struct FormFieldRow {
  std::int64_t id = 0;
  std::int64_t form_id = 0;
  std::int64_t flags = 0;
  std::string type;  ///< text, memo, choices, list-N, ...
  std::string label;
  std::string name;
  std::string configuration;  ///< JSON object; "" when NULL
  std::int64_t sort = 0;      ///< its place in the form
};

struct ListItemRow {
  std::int64_t id = 0;
  std::int64_t list_id = 0;
  std::int64_t status = 0;
  std::string value;
  std::string extra;       ///< its abbreviation
  std::string properties;  ///< JSON: values by the ids of the list's own fields
};

base::Result<std::vector<FormRow>> load_forms(Connection& connection);
/// In the order in which each form shows them.
base::Result<std::vector<FormFieldRow>> load_form_fields(Connection& connection);
base::Result<std::vector<ListItemRow>> load_list_items(Connection& connection);

/// A filled-in form (ost_form_entry).
struct FormEntryRow {
  std::int64_t form_id = 0;
  std::int64_t object_id = 0;
  char object_type = 'T';  ///< T: ticket, U: user
  std::int64_t sort = 1;
  std::optional<std::string> extra{};  ///< JSON
};

struct FormValueRow {
  std::int64_t entry_id = 0;
  std::int64_t field_id = 0;
  std::optional<std::string> value{};
  std::optional<std::int64_t> value_id{};
};

/// The id of the new entry.
base::Result<std::int64_t> insert_form_entry(Connection& connection, const FormEntryRow& entry,
                                             const std::string& now);

base::Status insert_form_values(Connection& connection, const std::vector<FormValueRow>& values);

/// The values of all forms of an object, by field.
base::Result<std::vector<FormValueRow>> load_form_values(Connection& connection, char object_type,
                                                         std::int64_t object_id);

/// A row of a materialised form table: column and value. Columns must be the table's own.
struct CdataRow {
  std::int64_t object_id = 0;
  std::vector<std::pair<std::string, std::string>> values;
};
/// Writes the columns, over those of a row that is there already.
base::Status write_ticket_cdata(Connection& connection, const CdataRow& row);
base::Status write_user_cdata(Connection& connection, const CdataRow& row);

}  // namespace ost::db
