// SPDX-License-Identifier: MIT
#include "domain/filters/filter_actions.hpp"

namespace ost::domain {
namespace {

constexpr std::int64_t kDepartmentActive = 0x0004;
constexpr std::int64_t kTopicActive = 0x0002;

struct Description {
  std::optional<std::string> value;
  const char* type;
};

std::int64_t setting(const FilterAction& action, const char* name) {
  const base::Json* value = action.settings.find(name);
  return value ? value->to_integer() : 0;
}

void keep_if_set(std::int64_t id, std::optional<std::int64_t>& into) {
  if (id > 0) into = id;
}

void apply(const FilterAction& action, TicketDraft& draft) {
  const HelpDesk& desk = draft.desk;
  if (action.type == "dept") {
    const auto* dept = desk.department(setting(action, "dept_id"));
    if (dept && (dept->flags & kDepartmentActive)) draft.filter_dept_id = dept->id;
  } else if (action.type == "topic") {
    const auto* topic = desk.topic(setting(action, "topic_id"));
    if (topic && (topic->flags & kTopicActive)) draft.filter_topic_id = topic->id;
  } else if (action.type == "pri") {
    keep_if_set(setting(action, "priority"), draft.filter_priority_id);
  } else if (action.type == "sla") {
    keep_if_set(setting(action, "sla_id"), draft.filter_sla_id);
  } else if (action.type == "team") {
    keep_if_set(setting(action, "team_id"), draft.filter_team_id);
  } else if (action.type == "agent") {
    keep_if_set(setting(action, "staff_id"), draft.filter_staff_id);
  } else if (action.type == "status") {
    keep_if_set(setting(action, "status_id"), draft.filter_status_id);
  } else if (action.type == "canned") {
    keep_if_set(setting(action, "canned_id"), draft.canned_response_id);
  } else if (action.type == "noresp") {
    draft.filter_stops_answers = true;
  }
}

template <typename T, typename Text>
std::optional<std::string> text_of(const T* row, Text text) {
  if (!row) return std::nullopt;
  return text(*row);
}

std::optional<Description> describe(const FilterAction& action, const HelpDesk& desk) {
  const auto name = [](const auto& row) { return row.name; };
  if (const auto id = setting(action, "dept_id"); action.type == "dept" && id > 0)
    return Description{text_of(desk.department(id), name), "Department"};
  if (const auto id = setting(action, "priority"); action.type == "pri" && id > 0)
    return Description{text_of(desk.priority(id), [](const auto& p) { return p.description; }),
                       "Priority"};
  if (const auto id = setting(action, "sla_id"); action.type == "sla" && id > 0)
    return Description{text_of(desk.sla(id), name), "SLA"};
  if (const auto id = setting(action, "team_id"); action.type == "team" && id > 0)
    return Description{text_of(desk.team(id), name), "Team"};
  if (const auto id = setting(action, "staff_id"); action.type == "agent" && id > 0)
    return Description{
        text_of(desk.agent(id), [](const auto& a) { return a.first_name + " " + a.last_name; }),
        "Agent"};
  if (const auto id = setting(action, "topic_id"); action.type == "topic" && id > 0)
    return Description{text_of(desk.topic(id), [](const auto& t) { return t.topic; }), "Topic"};
  // osTicket looks the status up among the teams (FA_SetStatus::getEventDescription).
  if (const auto id = setting(action, "status_id"); action.type == "status" && id > 0)
    return Description{text_of(desk.team(id), name), "Ticket Status"};
  return std::nullopt;
}

}  // namespace

const db::FilterRow* apply_filters(const std::vector<const db::FilterRow*>& filters,
                                   TicketDraft& draft) {
  for (const db::FilterRow* filter : filters)
    for (const FilterAction& action : draft.desk.filter_actions) {
      if (action.filter_id != filter->id) continue;
      if (action.type == "reject") return filter;
      apply(action, draft);
    }
  return nullptr;
}

void log_filters(const std::vector<const db::FilterRow*>& filters, TicketDraft& draft) {
  for (const db::FilterRow* filter : filters)
    for (const FilterAction& action : draft.desk.filter_actions) {
      if (action.filter_id != filter->id) continue;
      const auto description = describe(action, draft.desk);
      if (!description) continue;
      const base::Json value =
          description->value ? base::Json(*description->value) : base::Json(false);
      log_event(draft, "edited",
                base::encode_json(base::Json::Object{
                    {"value", value}, {"filter", filter->name}, {"type", description->type}}),
                "Ticket Filter");
    }
}

void collect_filter_mails(const std::vector<const db::FilterRow*>& filters, TicketDraft& draft) {
  for (const db::FilterRow* filter : filters)
    for (const db::FilterActionRow& action : draft.desk.filter_actions)
      if (action.filter_id == filter->id && action.type == "email")
        draft.filter_mails.push_back(action.configuration);
}

}  // namespace ost::domain
