// SPDX-License-Identifier: MIT
#pragma once

#include "db/statement.hpp"

namespace ost::db::reference_sql {

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
    "ispublic, group_membership, ticket_auto_response, tpl_id, autoresp_email_id, signature"
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
    "isactive, isadmin, onvacation, assigned_only, phone, mobile, signature, timezone"
    " FROM {staff}"
    " ORDER BY staff_id",
    0};

constexpr Statement kStaffDepartments{"reference.staff_departments",
                                      "SELECT staff_id, dept_id, role_id, flags"
                                      " FROM {staff_dept_access}"
                                      " ORDER BY staff_id, dept_id",
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

constexpr Statement kAll[] = {kStatuses,   kPriorities,  kDepartments, kTopics,
                              kTopicForms, kSlas,        kStaff,       kStaffDepartments,
                              kTeams,      kTeamMembers, kEvents,      kCdataColumns};

}  // namespace ost::db::reference_sql
