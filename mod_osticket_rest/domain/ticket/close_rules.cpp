// SPDX-License-Identifier: MIT
#include "domain/ticket/close_rules.hpp"

#include "base/json.hpp"
#include "domain/desk/flags.hpp"

namespace ost::domain {
namespace {

base::Error cannot_close(const std::string& sentence) {
  return base::Error{base::Errc::kConflict, sentence, "", {}};
}

// Fields that the ticket's topic turns off are not asked for.
std::vector<std::int64_t> disabled_by_topic(const HelpDesk& desk, std::int64_t topic_id) {
  std::vector<std::int64_t> disabled;
  for (const TopicFormDefinition& row : desk.topic_forms) {
    const base::Json* ids = row.topic_id == topic_id ? row.settings.find("disable") : nullptr;
    if (!ids || !ids->array()) continue;
    for (const base::Json& id : *ids->array()) disabled.push_back(id.to_integer());
  }
  return disabled;
}

}  // namespace

base::Status check_closeable(db::Connection& connection, const HelpDesk& desk,
                             const db::TicketRow& ticket) {
  const auto found =
      db::count_hindrances(connection, ticket.id, disabled_by_topic(desk, ticket.topic_id));
  if (!found) return found.error();
  if (found->missing > 0)
    return cannot_close(
        "This ticket is missing data on one or more required fields and cannot be closed");
  if (found->open_tasks > 0)
    return cannot_close("This ticket has " + std::to_string(found->open_tasks) +
                        " open tasks and cannot be closed");
  if (desk.setting_number("require_topic_to_close") != 0 && ticket.topic_id == 0)
    return cannot_close("This ticket is missing a Help Topic and cannot be closed");
  return {};
}

bool is_reopenable(const HelpDesk& desk, const db::TicketRow& ticket) {
  const db::DepartmentRow* dept = desk.department(ticket.dept_id);
  const db::HelpTopicRow* topic = desk.topic(ticket.topic_id);
  const db::TicketStatusRow* status = desk.status(ticket.status_id);
  if (!dept || (dept->flags & kDepartmentArchived)) return false;
  if (topic && (topic->flags & kTopicArchived)) return false;
  if (!status || status->state != "closed") return true;
  const auto properties = base::parse_json(status->properties);
  if (!properties) return false;
  const base::Json* allowed = properties->find("allowreopen");
  return allowed && allowed->to_boolean() && properties->find("reopenstatus") != nullptr;
}

}  // namespace ost::domain
