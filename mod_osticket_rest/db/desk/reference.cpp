// SPDX-License-Identifier: MIT
#include "db/desk/reference.hpp"

#include "db/query.hpp"

namespace ost::db {
namespace {

constexpr Statement kStatuses{"reference.statuses",
                              "SELECT id, name, state, mode, flags, properties"
                              " FROM {ticket_status}"
                              " ORDER BY id",
                              0};

constexpr Statement kPriorities{
    "reference.priorities",
    "SELECT priority_id, priority, priority_desc, priority_urgency, ispublic"
    " FROM {ticket_priority}"
    " ORDER BY priority_id",
    0};

constexpr Statement kDepartments{
    "reference.departments",
    "SELECT id, pid, sla_id, schedule_id, email_id, manager_id, flags, name, "
    "ispublic, group_membership, ticket_auto_response, tpl_id, autoresp_email_id, signature, path, "
    "message_auto_response"
    " FROM {department}"
    " ORDER BY id",
    0};

constexpr Statement kTopics{
    "reference.topics",
    "SELECT topic_id, topic_pid, noautoresp, flags, status_id, priority_id, "
    "dept_id, staff_id, team_id, sla_id, sequence_id, topic, number_format, ispublic"
    " FROM {help_topic}"
    " ORDER BY topic_id",
    0};

constexpr Statement kTopicForms{"reference.topic_forms",
                                "SELECT topic_id, form_id, sort, extra"
                                " FROM {help_topic_form}"
                                " ORDER BY topic_id, sort, id",
                                0};

constexpr Statement kSlas{"reference.slas",
                          "SELECT id, schedule_id, flags, grace_period, name"
                          " FROM {sla}"
                          " ORDER BY id",
                          0};

constexpr Statement kStaff{
    "reference.staff",
    "SELECT staff_id, dept_id, role_id, username, firstname, lastname, email, "
    "isactive, isadmin, onvacation, assigned_only, phone, mobile, signature, timezone, "
    "permissions, "
    "extra"
    " FROM {staff}"
    " ORDER BY staff_id",
    0};

constexpr Statement kStaffDepartments{"reference.staff_departments",
                                      "SELECT staff_id, dept_id, role_id, flags"
                                      " FROM {staff_dept_access}"
                                      " ORDER BY staff_id, dept_id",
                                      0};

constexpr Statement kRoles{"reference.roles",
                           "SELECT id, permissions"
                           " FROM {role}"
                           " ORDER BY id",
                           0};

constexpr Statement kTeams{"reference.teams",
                           "SELECT team_id, lead_id, flags, name"
                           " FROM {team}"
                           " ORDER BY team_id",
                           0};

constexpr Statement kTeamMembers{"reference.team_members",
                                 "SELECT team_id, staff_id, flags"
                                 " FROM {team_member}"
                                 " ORDER BY team_id, staff_id",
                                 0};

constexpr Statement kEvents{"reference.events",
                            "SELECT id, name"
                            " FROM {event}"
                            " ORDER BY id",
                            0};

constexpr Statement kCdataColumns{
    "reference.cdata_columns",
    "SELECT SUBSTRING(table_name, CHAR_LENGTH('{}') + 1), column_name"
    " FROM information_schema.columns"
    " WHERE table_schema = DATABASE()"
    " AND table_name IN ('{ticket__cdata}', '{user__cdata}', '{organization__cdata}')"
    " ORDER BY table_name, ordinal_position",
    0};

}  // namespace

base::Result<std::vector<TicketStatusRow>> load_statuses(Connection& connection) {
  return select_all<TicketStatusRow>(connection, kStatuses, [](const Row& r) {
    return TicketStatusRow{r.number(0), r.string(1), r.string(2),
                           r.number(3), r.number(4), r.string(5)};
  });
}

base::Result<std::vector<PriorityRow>> load_priorities(Connection& connection) {
  return select_all<PriorityRow>(connection, kPriorities, [](const Row& r) {
    return PriorityRow{r.number(0), r.string(1), r.string(2), r.number(3), r.flag(4)};
  });
}

base::Result<std::vector<DepartmentRow>> load_departments(Connection& connection) {
  return select_all<DepartmentRow>(connection, kDepartments, [](const Row& r) {
    return DepartmentRow{r.number(0),  r.number(1),  r.number(2),  r.number(3),
                         r.number(4),  r.number(5),  r.number(6),  r.string(7),
                         r.flag(8),    r.number(9),  r.flag(10),   r.number(11),
                         r.number(12), r.string(13), r.string(14), r.flag(15)};
  });
}

base::Result<std::vector<HelpTopicRow>> load_topics(Connection& connection) {
  return select_all<HelpTopicRow>(connection, kTopics, [](const Row& r) {
    return HelpTopicRow{r.number(0),  r.number(1),  r.flag(2),    r.number(3), r.number(4),
                        r.number(5),  r.number(6),  r.number(7),  r.number(8), r.number(9),
                        r.number(10), r.string(11), r.string(12), r.flag(13)};
  });
}

base::Result<std::vector<HelpTopicFormRow>> load_topic_forms(Connection& connection) {
  return select_all<HelpTopicFormRow>(connection, kTopicForms, [](const Row& r) {
    return HelpTopicFormRow{r.number(0), r.number(1), r.number(2), r.string(3)};
  });
}

base::Result<std::vector<SlaRow>> load_slas(Connection& connection) {
  return select_all<SlaRow>(connection, kSlas, [](const Row& r) {
    return SlaRow{r.number(0), r.number(1), r.number(2), r.number(3), r.string(4)};
  });
}

base::Result<std::vector<StaffRow>> load_staff(Connection& connection) {
  return select_all<StaffRow>(connection, kStaff, [](const Row& r) {
    return StaffRow{r.number(0),  r.number(1),  r.number(2),  r.string(3),  r.string(4),
                    r.string(5),  r.string(6),  r.flag(7),    r.flag(8),    r.flag(9),
                    r.flag(10),   r.string(11), r.string(12), r.string(13), r.string(14),
                    r.string(15), r.string(16)};
  });
}

base::Result<std::vector<StaffDepartmentRow>> load_staff_departments(Connection& connection) {
  return select_all<StaffDepartmentRow>(connection, kStaffDepartments, [](const Row& r) {
    return StaffDepartmentRow{r.number(0), r.number(1), r.number(2), r.number(3)};
  });
}

base::Result<std::vector<RoleRow>> load_roles(Connection& connection) {
  return select_all<RoleRow>(connection, kRoles, [](const Row& r) {
    return RoleRow{r.number(0), r.string(1)};
  });
}

base::Result<std::vector<TeamRow>> load_teams(Connection& connection) {
  return select_all<TeamRow>(connection, kTeams, [](const Row& r) {
    return TeamRow{r.number(0), r.number(1), r.number(2), r.string(3)};
  });
}

base::Result<std::vector<TeamMemberRow>> load_team_members(Connection& connection) {
  return select_all<TeamMemberRow>(connection, kTeamMembers, [](const Row& r) {
    return TeamMemberRow{r.number(0), r.number(1), r.number(2)};
  });
}

base::Result<std::vector<EventRow>> load_events(Connection& connection) {
  return select_all<EventRow>(connection, kEvents, [](const Row& r) {
    return EventRow{r.number(0), r.string(1)};
  });
}

base::Result<std::vector<CdataColumnRow>> load_cdata_columns(Connection& connection) {
  return select_all<CdataColumnRow>(connection, kCdataColumns, [](const Row& r) {
    return CdataColumnRow{r.string(0), r.string(1)};
  });
}

namespace {

constexpr Statement kFind{
    "canned_responses.find",
    "SELECT response FROM {canned_response} WHERE canned_id = %s AND isenabled = 1", 1};

}  // namespace

base::Result<std::optional<std::string>> find_canned_response(Connection& connection,
                                                              std::int64_t id) {
  return select_one<std::optional<std::string>>(connection, kFind, {id}, std::nullopt,
                                                [](const Row& r) { return r.maybe_string(0); });
}

}  // namespace ost::db
