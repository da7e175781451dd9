// SPDX-License-Identifier: MIT
#include "domain/forms/choices.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/number.hpp"
#include "domain/desk/agent.hpp"
#include "domain/desk/flags.hpp"

namespace ost::domain {
namespace {

template <typename Part>
std::string joined(const Choices& choices, Part part) {
  std::string text;
  for (const auto& choice : choices) text += (text.empty() ? "" : ", ") + part(choice);
  return text;
}

}  // namespace

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number);
  if (parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
  return number;
}

const std::string* find_label(const Choices& choices, std::string_view key) {
  for (const auto& choice : choices)
    if (choice.first == key) return &choice.second;
  return nullptr;
}

Choices with_held(Choices choices, const FieldValue* answer) {
  if (!answer) return choices;
  for (const auto& held : answer->choices)
    if (!find_label(choices, held.first)) choices.push_back(held);
  return choices;
}

base::Json json_of(const Choices& choices) {
  base::Json::Object members;
  base::Json::Array labels;
  for (const auto& [key, label] : choices) {
    if (key == std::to_string(labels.size())) labels.emplace_back(label);
    members.emplace_back(key, label);
  }
  if (labels.size() == members.size()) return labels;
  return members;
}

std::string joined_labels(const Choices& choices) {
  return joined(choices, [](const auto& choice) { return choice.second; });
}

std::string joined_keys(const Choices& choices) {
  return joined(choices, [](const auto& choice) { return choice.first; });
}

std::vector<std::pair<std::string, base::Json>> SentChoices::as_items() const {
  if (is_list) return items;
  return {{"0", value}};
}

SentChoices sent_choices(const base::Json& input) {
  SentChoices sent;
  sent.is_list = input.array() || input.object();
  if (!sent.is_list) sent.value = input;
  if (input.object()) sent.items = *input.object();
  if (input.array())
    for (const base::Json& item : *input.array())
      sent.items.emplace_back(std::to_string(sent.items.size()), item);
  return sent;
}

std::string key_of(const base::Json& value) {
  if (value.boolean() || value.real()) return std::to_string(value.to_integer());
  return value.to_string();
}

bool loosely_equal(const base::Json& value, const std::string& label) {
  if (value.boolean()) return *value.boolean() == base::Json(label).to_boolean();
  const std::string text = value.to_string();
  if (text == label) return true;
  return base::is_numeric(text) && base::is_numeric(label) &&
         base::numeric_value(text) == base::numeric_value(label);
}

namespace {

bool is_named(const db::DepartmentRow& dept, const Agent* agent) {
  return (dept.is_public || agent) && (dept.flags & kDepartmentActive) != 0;
}

bool is_offered(const db::DepartmentRow& dept, const Agent* agent) {
  return agent ? sees_department(*agent, dept) : is_named(dept, nullptr);
}

std::string full_name(const HelpDesk& desk, const db::DepartmentRow& dept, const Agent* agent) {
  std::string name = dept.name;
  std::set<std::int64_t> seen{dept.id};
  const db::DepartmentRow* parent = desk.department(dept.parent_id);
  while (parent && is_named(*parent, agent) && seen.insert(parent->id).second) {
    name.insert(0, parent->name + " / ");
    parent = desk.department(parent->parent_id);
  }
  return name;
}

}  // namespace

Choices offered_items(const HelpDesk& desk, std::int64_t list_id) {
  Choices choices;
  for (const ListItem& item : desk.list_items)
    if (item.list_id == list_id && (item.status & kItemEnabled) != 0)
      choices.emplace_back(std::to_string(item.id), item.value);
  return choices;
}

Choices offered_departments(const HelpDesk& desk, const Agent* agent) {
  Choices choices;
  for (const db::DepartmentRow& dept : desk.departments)
    if (is_offered(dept, agent))
      choices.emplace_back(std::to_string(dept.id), full_name(desk, dept, agent));
  return choices;
}

Choices offered_topics(const HelpDesk& desk, const Agent* agent) {
  Choices choices;
  for (const db::HelpTopicRow& topic : desk.topics)
    if (agent ? sees_topic(desk, *agent, topic) : topic.is_public && is_topic_on(desk, topic))
      choices.emplace_back(std::to_string(topic.id), topic.topic);
  return choices;
}

Choices offered_assignees(const HelpDesk& desk, std::string_view target) {
  Choices choices;
  if (target != "teams")
    for (const db::StaffRow& agent : desk.staff)
      choices.emplace_back("s" + std::to_string(agent.id),
                           agent.first_name + " " + agent.last_name);
  if (target != "agents")
    for (const db::TeamRow& team : desk.teams)
      if ((team.flags & kTeamEnabled) != 0)
        choices.emplace_back("t" + std::to_string(team.id), team.name);
  return choices;
}

}  // namespace ost::domain
