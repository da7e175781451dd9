// SPDX-License-Identifier: MIT
#include "db/desk/read_reference.hpp"

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "db/desk/reference.hpp"
#include "db/desk/schema.hpp"

namespace ost::db {

base::Result<ReadReference> load_read_reference(Connection& connection) {
  ReadReference reference;
  auto signature = load_schema_signature(connection);
  if (!signature) return signature.error();
  reference.schema_signature = std::move(signature).value();
  const auto statuses = load_statuses(connection);
  if (!statuses) return statuses.error();
  for (const TicketStatusRow& status : *statuses) reference.statuses[status.id] = status.name;
  const auto staff = load_staff(connection);
  if (!staff) return staff.error();
  base::Sha256 names;
  for (const StaffRow& agent : *staff) {
    const std::string name = agent.first_name + " " + agent.last_name;
    reference.agents[agent.id] = {std::string(base::trim(name)), agent.email};
    names.add(std::to_string(agent.id)).add(name).add({"\0", 1}).add(agent.email).add({"\0", 1});
  }
  reference.digest = names.digest();
  const auto columns = load_cdata_columns(connection);
  if (!columns) return columns.error();
  for (const CdataColumnRow& column : *columns) {
    if (column.table != "ticket__cdata") continue;
    if (column.column == "subject") reference.has_subject = true;
    if (column.column == "priority") reference.has_priority = true;
  }
  return reference;
}

}  // namespace ost::db
