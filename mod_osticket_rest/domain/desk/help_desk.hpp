// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "db/desk/mail_setup.hpp"
#include "db/desk/rules.hpp"
#include "db/desk/schema.hpp"
#include "domain/desk/definitions.hpp"

namespace ost::domain {

/// What administrators have set up: everything that the rules ask about and that no ticket changes.
/// One value is kept per process for the configured time; the rules only read it.
struct HelpDesk {
  db::ConfigRows config;
  std::vector<TicketStatus> statuses;
  std::vector<db::PriorityRow> priorities;
  std::vector<db::DepartmentRow> departments;
  std::vector<db::HelpTopicRow> topics;
  std::vector<TopicFormDefinition> topic_forms;
  std::vector<db::SlaRow> slas;
  std::vector<Staff> staff;
  std::vector<db::StaffDepartmentRow> staff_departments;
  std::vector<Role> roles;
  std::vector<db::TeamRow> teams;
  std::vector<db::TeamMemberRow> team_members;
  std::vector<db::EventRow> events;
  std::vector<db::CdataColumnRow> cdata_columns;
  std::vector<db::FormRow> forms;
  std::vector<FieldDefinition> form_fields;
  std::vector<ListItem> list_items;
  std::vector<ScheduleDefinition> schedules;
  std::vector<db::ScheduleEntryRow> schedule_entries;
  db::ServerZone server_zone;
  std::vector<db::FilterRow> filters;
  std::vector<db::FilterRuleRow> filter_rules;
  std::vector<FilterAction> filter_actions;
  std::vector<db::EmailAccountRow> email_accounts;
  std::vector<db::TemplateGroupRow> template_groups;
  std::vector<db::EmailTemplateRow> email_templates;
  bool has_outbox = false;

  /// A setting of the "core" namespace; where it is not set, osTicket's default, which is "" for
  /// most.
  std::string_view setting(std::string_view key) const;
  /// The setting as PHP's (int) reads it.
  std::int64_t setting_number(std::string_view key) const;

  /// By id; nullptr when there is none.
  const TicketStatus* status(std::int64_t id) const;
  const db::PriorityRow* priority(std::int64_t id) const;
  const db::DepartmentRow* department(std::int64_t id) const;
  const db::HelpTopicRow* topic(std::int64_t id) const;
  const db::SlaRow* sla(std::int64_t id) const;
  const Staff* agent(std::int64_t id) const;
  const db::TeamRow* team(std::int64_t id) const;
  const Role* role(std::int64_t id) const;
  const db::FormRow* form(std::int64_t id) const;
  const FieldDefinition* form_field(std::int64_t id) const;
  const db::EmailAccountRow* email_account(std::int64_t id) const;
  const db::TemplateGroupRow* template_group(std::int64_t id) const;
  /// The first form of a type: the ticket form is "T", the user form "U".
  const db::FormRow* form_of_type(std::string_view type) const;
  bool has_cdata_column(std::string_view table, std::string_view column) const;
  /// The id of an event name ("created"), 0 when osTicket's table does not have it.
  std::int64_t event_id(const std::string& name) const;
};

/// Reads what `config` says of the schedules.
void define_schedules(HelpDesk& desk);

/// Reads it all: a fixed number of statements.
base::Result<HelpDesk> load_help_desk(db::Connection& connection);

}  // namespace ost::domain
