// SPDX-License-Identifier: MIT
#include "domain/desk/help_desk.hpp"

#include <charconv>

#include "db/tickets/outbox.hpp"

namespace ost::domain {
namespace {

template <typename T>
const T* by_id(const std::vector<T>& rows, std::int64_t id) {
  for (const T& row : rows)
    if (row.id == id) return &row;
  return nullptr;
}

/// What a setting is that nobody has saved yet (OsticketConfig::$defaults).
constexpr std::pair<std::string_view, std::string_view> kDefaults[] = {
    {"agent_name_format", "full"},
    {"allow_attachments", "1"},
    {"allow_auth_tokens", "1"},
    {"auto_claim_tickets", "1"},
    {"auto_refer_closed", "1"},
    {"client_name_format", "original"},
    {"collaborator_ticket_visibility", "1"},
    {"default_ticket_status_id", "1"},
    {"enable_richtext", "1"},
    {"message_autoresponder_collabs", "1"},
    {"system_language", "en_US"},
    {"ticket_lock", "2"},
};

template <typename T>
base::Status keep(base::Result<T> loaded, T& into) {
  if (!loaded) return loaded.error();
  into = std::move(loaded).value();
  return {};
}

// Rows whose JSON is read here, once.
template <typename Row, typename Definition>
base::Status define(base::Result<std::vector<Row>> loaded, std::vector<Definition>& into) {
  if (!loaded) return loaded.error();
  for (Row& row : *loaded) into.push_back({std::move(row)});
  return {};
}

}  // namespace

std::string_view HelpDesk::setting(std::string_view key) const {
  const auto found = config.find(std::pair<std::string_view, std::string_view>("core", key));
  if (found != config.end()) return found->second;
  for (const auto& [name, value] : kDefaults)
    if (name == key) return value;
  return {};
}

std::int64_t HelpDesk::setting_number(std::string_view key) const {
  const std::string_view text = setting(key);
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

const TicketStatus* HelpDesk::status(std::int64_t id) const {
  return by_id(statuses, id);
}
const db::PriorityRow* HelpDesk::priority(std::int64_t id) const {
  return by_id(priorities, id);
}
const db::DepartmentRow* HelpDesk::department(std::int64_t id) const {
  return by_id(departments, id);
}
const db::HelpTopicRow* HelpDesk::topic(std::int64_t id) const {
  return by_id(topics, id);
}
const db::SlaRow* HelpDesk::sla(std::int64_t id) const {
  return by_id(slas, id);
}
const Staff* HelpDesk::agent(std::int64_t id) const {
  return by_id(staff, id);
}
const db::TeamRow* HelpDesk::team(std::int64_t id) const {
  return by_id(teams, id);
}

const Role* HelpDesk::role(std::int64_t id) const {
  return by_id(roles, id);
}

const db::FormRow* HelpDesk::form(std::int64_t id) const {
  return by_id(forms, id);
}

const FieldDefinition* HelpDesk::form_field(std::int64_t id) const {
  return by_id(form_fields, id);
}
const db::EmailAccountRow* HelpDesk::email_account(std::int64_t id) const {
  return by_id(email_accounts, id);
}
const db::TemplateGroupRow* HelpDesk::template_group(std::int64_t id) const {
  return by_id(template_groups, id);
}

const db::FormRow* HelpDesk::form_of_type(std::string_view type) const {
  for (const db::FormRow& row : forms)
    if (row.type == type) return &row;
  return nullptr;
}

bool HelpDesk::has_cdata_column(std::string_view table, std::string_view column) const {
  for (const db::CdataColumnRow& row : cdata_columns)
    if (row.table == table && row.column == column) return true;
  return false;
}

std::int64_t HelpDesk::event_id(const std::string& name) const {
  for (const db::EventRow& event : events)
    if (event.name == name) return event.id;
  return 0;
}

void define_schedules(HelpDesk& desk) {
  for (ScheduleDefinition& schedule : desk.schedules) {
    const auto found =
        desk.config.find({"schedule." + std::to_string(schedule.id), "configuration"});
    if (found != desk.config.end()) schedule.settings = json_in(found->second);
  }
}

base::Result<HelpDesk> load_help_desk(db::Connection& connection) {
  HelpDesk desk;
  base::Status read;
  const auto load = [&](auto loader, auto& into) {
    if (read) read = keep(loader(connection), into);
  };
  const auto load_definitions = [&](auto loader, auto& into) {
    if (read) read = define(loader(connection), into);
  };
  load(db::load_config, desk.config);
  load_definitions(db::load_statuses, desk.statuses);
  load(db::load_priorities, desk.priorities);
  load(db::load_departments, desk.departments);
  load(db::load_topics, desk.topics);
  load_definitions(db::load_topic_forms, desk.topic_forms);
  load(db::load_slas, desk.slas);
  load_definitions(db::load_staff, desk.staff);
  load(db::load_staff_departments, desk.staff_departments);
  load_definitions(db::load_roles, desk.roles);
  load(db::load_teams, desk.teams);
  load(db::load_team_members, desk.team_members);
  load(db::load_events, desk.events);
  load(db::load_cdata_columns, desk.cdata_columns);
  load(db::load_forms, desk.forms);
  load_definitions(db::load_form_fields, desk.form_fields);
  load_definitions(db::load_list_items, desk.list_items);
  load_definitions(db::load_schedules, desk.schedules);
  load(db::load_schedule_entries, desk.schedule_entries);
  load(db::load_server_zone, desk.server_zone);
  load(db::load_filters, desk.filters);
  load(db::load_filter_rules, desk.filter_rules);
  load_definitions(db::load_filter_actions, desk.filter_actions);
  load(db::load_email_accounts, desk.email_accounts);
  load(db::load_template_groups, desk.template_groups);
  load(db::load_email_templates, desk.email_templates);
  load(db::has_outbox, desk.has_outbox);
  if (!read) return read.error();
  define_schedules(desk);
  return desk;
}

}  // namespace ost::domain
