// SPDX-License-Identifier: MIT
#include "domain/create/new_ticket.hpp"

#include "base/date_time.hpp"
#include "base/php_date.hpp"
#include "domain/forms/field_validators.hpp"
#include "domain/sla/sla.hpp"

namespace ost::domain {
namespace {

using MaybeId = std::optional<std::int64_t>;

// Topics may stand in each other a few levels deep, and a broken row may close a circle.
constexpr int kDeepestTopic = 10;

std::string full_name(const HelpDesk& desk, const db::HelpTopicRow& topic) {
  std::string name = topic.topic;
  const db::HelpTopicRow* parent = desk.topic(topic.parent_id);
  for (int depth = 0; parent && depth < kDeepestTopic; ++depth) {
    name.insert(0, parent->topic + " / ");
    parent = desk.topic(parent->parent_id);
  }
  return name;
}

// The id of the one row whose name it is; empty when no row, or more than one, has it.
template <typename Row, typename HasName>
MaybeId find_named(const std::vector<Row>& rows, HasName has_name) {
  MaybeId found;
  for (const Row& row : rows) {
    if (!has_name(row)) continue;
    if (found) return std::nullopt;
    found = row.id;
  }
  return found;
}

MaybeId topic_named(const HelpDesk& desk, const std::string& name) {
  const MaybeId whole =
      find_named(desk.topics, [&](const auto& row) { return full_name(desk, row) == name; });
  if (whole) return whole;
  return find_named(desk.topics, [&](const auto& row) { return row.topic == name; });
}

/// Takes names and ids apart and remembers what there is none of.
class Settler {
 public:
  explicit Settler(std::vector<std::string>& warnings) : warnings_(warnings) {}

  void name(const char* member, const std::optional<std::string>& name, MaybeId found,
            MaybeId& id) {
    if (!name) return;
    id = found;
    if (!found) warn(member, "no, or more than one, has this name");
  }

  void id(const char* member, MaybeId& id, bool is_there, const char* sentence) {
    if (!id || *id == 0 || is_there) return;
    id.reset();
    warn(member, sentence);
  }

 private:
  void warn(const char* member, const char* sentence) {
    warnings_.push_back(std::string(member) + ": " + sentence);
  }

  std::vector<std::string>& warnings_;
};

void settle_names(const HelpDesk& desk, NewTicket& request) {
  Settler settler(request.warnings);
  const Names& names = request.names;
  settler.name("topic_id", names.topic, topic_named(desk, names.topic.value_or("")),
               request.topic_id);
  settler.name(
      "dept_id", names.department,
      find_named(desk.departments, [&](const auto& row) { return names.department == row.name; }),
      request.wishes.dept_id);
  settler.name("priority", names.priority,
               find_named(desk.priorities,
                          [&](const auto& row) {
                            return names.priority == row.priority ||
                                   names.priority == row.description;
                          }),
               request.priority_id);
  settler.name("status_id", names.status,
               find_named(desk.statuses, [&](const auto& row) { return names.status == row.name; }),
               request.wishes.status_id);
}

void settle_ids(const HelpDesk& desk, NewTicket& request) {
  Settler settler(request.warnings);
  Wishes& wishes = request.wishes;
  settler.id("dept_id", wishes.dept_id, desk.department(wishes.dept_id.value_or(0)),
             "there is no such department");
  settler.id("status_id", wishes.status_id, desk.status(wishes.status_id.value_or(0)),
             "there is no such status");
  settler.id("sla_id", wishes.sla_id, desk.sla(wishes.sla_id.value_or(0)),
             "there is no such SLA plan");
  settler.id("priorityId", wishes.priority_id, desk.priority(wishes.priority_id.value_or(0)),
             "there is no such priority");
}

base::Error wrong_due(const char* reason) {
  return base::Error{base::Errc::kInvalidFields, "Invalid fields: due", "", {{"due", reason}}};
}

// Database time, or a moment in any zone.
base::Status settle_due(const HelpDesk& desk, NewTicket& request) {
  if (!request.wishes.due) return {};
  const base::TimeZone zone = database_zone(desk);
  std::string& due = *request.wishes.due;
  if (due.size() == std::string_view("YYYY-MM-DD HH:MM").size()) due += ":00";
  const auto wall = base::parse_date_time(due);
  const auto moment = wall ? std::optional<std::int64_t>(zone.to_utc(*wall))
                           : base::parse_php_date(due, request.received_at);
  if (!moment) return wrong_due("must be a date and time");
  if (*moment <= request.received_at) return wrong_due("must be in the future");
  due = base::format_date_time(zone.to_wall(*moment));
  return {};
}

base::Status check_copied(const NewTicket& request) {
  for (const CopiedPerson& person : request.cc)
    if (!is_email(person.email))
      return base::Error{base::Errc::kInvalidFields,
                         "Invalid fields: cc",
                         "",
                         {{"cc", "names an address that is none"}}};
  return {};
}

}  // namespace

base::Result<NewTicket> settle_wishes(const HelpDesk& desk, NewTicket request) {
  settle_names(desk, request);
  settle_ids(desk, request);
  if (base::Status settled = settle_due(desk, request); !settled) return settled.error();
  if (base::Status checked = check_copied(request); !checked) return checked.error();
  return request;
}

}  // namespace ost::domain
