// SPDX-License-Identifier: MIT
#include "db/reference.hpp"

#include "db/reference_sql.hpp"
#include "db/select_all.hpp"

namespace ost::db {

base::Result<std::vector<TicketStatusRow>> load_statuses(Connection& connection) {
  return select_all<TicketStatusRow>(connection, reference_sql::kStatuses, [](const Row& r) {
    return TicketStatusRow{r.number(0), r.string(1), r.string(2),
                           r.number(3), r.number(4), r.string(5)};
  });
}

base::Result<std::vector<PriorityRow>> load_priorities(Connection& connection) {
  return select_all<PriorityRow>(connection, reference_sql::kPriorities, [](const Row& r) {
    return PriorityRow{r.number(0), r.string(1), r.string(2), r.number(3), r.flag(4)};
  });
}

base::Result<std::vector<DepartmentRow>> load_departments(Connection& connection) {
  return select_all<DepartmentRow>(connection, reference_sql::kDepartments, [](const Row& r) {
    return DepartmentRow{r.number(0), r.number(1),  r.number(2),  r.number(3), r.number(4),
                         r.number(5), r.number(6),  r.string(7),  r.flag(8),   r.number(9),
                         r.flag(10),  r.number(11), r.number(12), r.string(13)};
  });
}

base::Result<std::vector<HelpTopicRow>> load_topics(Connection& connection) {
  return select_all<HelpTopicRow>(connection, reference_sql::kTopics, [](const Row& r) {
    return HelpTopicRow{r.number(0),  r.number(1),  r.flag(2),    r.number(3), r.number(4),
                        r.number(5),  r.number(6),  r.number(7),  r.number(8), r.number(9),
                        r.number(10), r.string(11), r.string(12), r.flag(13)};
  });
}

base::Result<std::vector<HelpTopicFormRow>> load_topic_forms(Connection& connection) {
  return select_all<HelpTopicFormRow>(connection, reference_sql::kTopicForms, [](const Row& r) {
    return HelpTopicFormRow{r.number(0), r.number(1), r.number(2), r.string(3)};
  });
}

base::Result<std::vector<SlaRow>> load_slas(Connection& connection) {
  return select_all<SlaRow>(connection, reference_sql::kSlas, [](const Row& r) {
    return SlaRow{r.number(0), r.number(1), r.number(2), r.number(3), r.string(4)};
  });
}

base::Result<std::vector<StaffRow>> load_staff(Connection& connection) {
  return select_all<StaffRow>(connection, reference_sql::kStaff, [](const Row& r) {
    return StaffRow{r.number(0), r.number(1),  r.number(2),  r.string(3),  r.string(4),
                    r.string(5), r.string(6),  r.flag(7),    r.flag(8),    r.flag(9),
                    r.flag(10),  r.string(11), r.string(12), r.string(13), r.string(14)};
  });
}

base::Result<std::vector<StaffDepartmentRow>> load_staff_departments(Connection& connection) {
  return select_all<StaffDepartmentRow>(
      connection, reference_sql::kStaffDepartments, [](const Row& r) {
        return StaffDepartmentRow{r.number(0), r.number(1), r.number(2), r.number(3)};
      });
}

base::Result<std::vector<TeamRow>> load_teams(Connection& connection) {
  return select_all<TeamRow>(connection, reference_sql::kTeams, [](const Row& r) {
    return TeamRow{r.number(0), r.number(1), r.number(2), r.string(3)};
  });
}

base::Result<std::vector<TeamMemberRow>> load_team_members(Connection& connection) {
  return select_all<TeamMemberRow>(connection, reference_sql::kTeamMembers, [](const Row& r) {
    return TeamMemberRow{r.number(0), r.number(1), r.number(2)};
  });
}

base::Result<std::vector<EventRow>> load_events(Connection& connection) {
  return select_all<EventRow>(connection, reference_sql::kEvents, [](const Row& r) {
    return EventRow{r.number(0), r.string(1)};
  });
}

base::Result<std::vector<CdataColumnRow>> load_cdata_columns(Connection& connection) {
  return select_all<CdataColumnRow>(connection, reference_sql::kCdataColumns, [](const Row& r) {
    return CdataColumnRow{r.string(0), r.string(1)};
  });
}

}  // namespace ost::db
