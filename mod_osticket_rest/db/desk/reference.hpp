// SPDX-License-Identifier: MIT
// Rows that administrators set up and tickets refer to. Names and meanings are osTicket's columns.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/connection.hpp"

namespace ost::db {

struct TicketStatusRow {
  std::int64_t id = 0;
  std::string name;
  std::string state;  ///< open, closed, archived, deleted; "" when NULL
  std::int64_t mode = 0;
  std::int64_t flags = 0;
  std::string properties;  ///< JSON object
};

struct PriorityRow {
  std::int64_t id = 0;
  std::string priority;
  std::string description;
  std::int64_t urgency = 0;
  bool is_public = true;
};

struct DepartmentRow {
  std::int64_t id = 0;
  std::int64_t parent_id = 0;
  std::int64_t sla_id = 0;
  std::int64_t schedule_id = 0;
  std::int64_t email_id = 0;
  std::int64_t manager_id = 0;
  std::int64_t flags = 0;
  std::string name;
  bool is_public = true;
  std::int64_t group_membership = 0;
  bool ticket_auto_response = true;
  std::int64_t template_group_id = 0;
  std::int64_t autoresp_email_id = 0;
  std::string signature;  ///< markup
  std::string path{};     ///< the ids of its parents and its own: "/1/4/"
  bool message_auto_response = false;
};

struct HelpTopicRow {
  std::int64_t id = 0;
  std::int64_t parent_id = 0;
  bool no_auto_response = false;
  std::int64_t flags = 0;
  std::int64_t status_id = 0;
  std::int64_t priority_id = 0;
  std::int64_t dept_id = 0;
  std::int64_t staff_id = 0;
  std::int64_t team_id = 0;
  std::int64_t sla_id = 0;
  std::int64_t sequence_id = 0;
  std::string topic;
  std::string number_format;
  bool is_public = true;
};

struct HelpTopicFormRow {
  std::int64_t topic_id = 0;
  std::int64_t form_id = 0;
  std::int64_t sort = 0;
  std::string extra;  ///< JSON object, {"disable":[field ids]}; "" when NULL
};

struct SlaRow {
  std::int64_t id = 0;
  std::int64_t schedule_id = 0;
  std::int64_t flags = 0;
  std::int64_t grace_period = 0;  ///< hours
  std::string name;
};

struct StaffRow {
  std::int64_t id = 0;
  std::int64_t dept_id = 0;
  std::int64_t role_id = 0;
  std::string username;
  std::string first_name;
  std::string last_name;
  std::string email;
  bool is_active = false;
  bool is_admin = false;
  bool on_vacation = false;
  bool assigned_only = false;
  std::string phone;
  std::string mobile;
  std::string signature;      ///< markup
  std::string timezone;       ///< "" where the agent has chosen none
  std::string permissions{};  ///< JSON object of what he may outside departments; "" when NULL
  std::string extra{};        ///< JSON object of settings; "" when NULL
};

/// What agents may do in a department (Role).
struct RoleRow {
  std::int64_t id = 0;
  std::string permissions;  ///< JSON object: {"ticket.reply":1}; "" when NULL
};

/// A further department of an agent (staff_dept_access).
struct StaffDepartmentRow {
  std::int64_t staff_id = 0;
  std::int64_t dept_id = 0;
  std::int64_t role_id = 0;
  std::int64_t flags = 0;
};

struct TeamRow {
  std::int64_t id = 0;
  std::int64_t lead_id = 0;
  std::int64_t flags = 0;
  std::string name;
};

struct TeamMemberRow {
  std::int64_t team_id = 0;
  std::int64_t staff_id = 0;
  std::int64_t flags = 0;
};

struct EventRow {
  std::int64_t id = 0;
  std::string name;
};

/// A column of one of the materialised form tables (ticket__cdata, user__cdata).
struct CdataColumnRow {
  std::string table;  ///< without prefix: "ticket__cdata"
  std::string column;
};

base::Result<std::vector<TicketStatusRow>> load_statuses(Connection& connection);
base::Result<std::vector<PriorityRow>> load_priorities(Connection& connection);
base::Result<std::vector<DepartmentRow>> load_departments(Connection& connection);
base::Result<std::vector<HelpTopicRow>> load_topics(Connection& connection);
base::Result<std::vector<RoleRow>> load_roles(Connection& connection);
/// In the order in which the forms of a topic are shown.
base::Result<std::vector<HelpTopicFormRow>> load_topic_forms(Connection& connection);
base::Result<std::vector<SlaRow>> load_slas(Connection& connection);
base::Result<std::vector<StaffRow>> load_staff(Connection& connection);
base::Result<std::vector<StaffDepartmentRow>> load_staff_departments(Connection& connection);
base::Result<std::vector<TeamRow>> load_teams(Connection& connection);
base::Result<std::vector<TeamMemberRow>> load_team_members(Connection& connection);
base::Result<std::vector<EventRow>> load_events(Connection& connection);
/// Empty for a table that does not exist: osTicket drops and rebuilds them.
base::Result<std::vector<CdataColumnRow>> load_cdata_columns(Connection& connection);

/// The text of a canned response; empty when there is none or it is not enabled.
base::Result<std::optional<std::string>> find_canned_response(Connection& connection,
                                                              std::int64_t id);

}  // namespace ost::db
