// SPDX-License-Identifier: MIT
#include "db/desk/shown_names.hpp"

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "db/desk/reference.hpp"
#include "db/desk/schema.hpp"

namespace ost::db {

base::Result<ShownNames> load_shown_names(Connection& connection) {
  ShownNames shown;
  auto signature = load_schema_signature(connection);
  if (!signature) return signature.error();
  shown.schema_signature = std::move(signature).value();
  const auto statuses = load_statuses(connection);
  if (!statuses) return statuses.error();
  for (const TicketStatusRow& status : *statuses) shown.statuses[status.id] = status.name;
  const auto staff = load_staff(connection);
  if (!staff) return staff.error();
  base::Sha256 names;
  for (const StaffRow& agent : *staff) {
    const std::string name = agent.first_name + " " + agent.last_name;
    shown.agents[agent.id] = {std::string(base::trim(name)), agent.email};
    names.add(std::to_string(agent.id)).add(name).add({"\0", 1}).add(agent.email).add({"\0", 1});
  }
  shown.digest = names.digest();
  const auto columns = load_cdata_columns(connection);
  if (!columns) return columns.error();
  for (const CdataColumnRow& column : *columns) {
    if (column.table != "ticket__cdata") continue;
    if (column.column == "subject") shown.has_subject = true;
    if (column.column == "priority") shown.has_priority = true;
  }
  return shown;
}

}  // namespace ost::db
