// SPDX-License-Identifier: MIT
#include "domain/ticket/permission.hpp"

#include <string>
#include <vector>

#include "fakes/fake_connection.hpp"
#include "fakes/fake_random.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using domain::Deed;

namespace {

constexpr char kNoPart[] = "Access denied. Contact admin if you believe this is in error";

db::DepartmentRow department(std::int64_t id, const char* path, std::int64_t manager_id = 0) {
  db::DepartmentRow row;
  row.id = id;
  row.path = path;
  row.manager_id = manager_id;
  return row;
}

domain::Staff agent(std::int64_t id, std::int64_t dept_id, std::int64_t role_id) {
  domain::Staff row;
  row.id = id;
  row.dept_id = dept_id;
  row.role_id = role_id;
  row.is_active = true;
  return row;
}

domain::Role role(std::int64_t id, const char* permissions) {
  return domain::Role{{id, permissions}};
}

/// Departments 1, below it 4, and 2; agent 7 of department 1 holds every permission but those of
/// role 2 have ticket.reply alone.
struct Desk {
  domain::HelpDesk desk;
  fakes::FakeConnection connection;
  fakes::FakeRandom random{{}};
  domain::MailSetup mail;
  domain::Actor actor;

  Desk() {
    desk.departments = {department(1, "/1/"), department(2, "/2/"), department(4, "/1/4/")};
    desk.statuses = {{1, "Open", "open", 0, 0, ""}, {3, "Closed", "closed", 0, 0, ""}};
    desk.roles.push_back(role(1,
                              "{\"ticket.reply\":1,\"ticket.close\":1,\"ticket.assign\":1,"
                              "\"ticket.transfer\":0}"));
    desk.roles.push_back(role(2, "{\"ticket.reply\":1}"));
    desk.staff = {agent(7, 1, 1)};
  }

  domain::Staff& him() { return desk.staff[0]; }

  /// What agent 7 hears who does it to a ticket; "" when he may.
  std::string hears(Deed deed, const db::TicketRow& ticket,
                    std::vector<db::ReferralRow> referrals = {}) {
    domain::TicketAction action{{connection, desk, actor, random, mail}};
    action.ticket = ticket;
    action.referrals = std::move(referrals);
    auto found = domain::find_acting_agent(desk, 7);
    if (!found) return found.error().message;
    action.agent = std::move(*found);
    const base::Status allowed = domain::may(action, deed);
    return allowed ? "" : allowed.error().message;
  }
};

db::TicketRow ticket_in(std::int64_t dept_id, std::int64_t staff_id = 0, std::int64_t team_id = 0) {
  db::TicketRow row;
  row.id = 5;
  row.status_id = 1;
  row.dept_id = dept_id;
  row.staff_id = staff_id;
  row.team_id = team_id;
  return row;
}

}  // namespace

TEST_GROUP(Permissions){};

TEST(Permissions, are_those_of_the_role_in_his_own_department) {
  Desk desk;
  STRCMP_EQUAL("", desk.hears(Deed::kReply, ticket_in(1)).c_str());
  STRCMP_EQUAL("", desk.hears(Deed::kReopen, ticket_in(1)).c_str());
  STRCMP_EQUAL("Permission denied", desk.hears(Deed::kTransfer, ticket_in(1)).c_str());
  STRCMP_EQUAL("You do not have permission to delete tickets",
               desk.hears(Deed::kDelete, ticket_in(1)).c_str());
}

TEST(Permissions, are_none_without_a_part_in_the_ticket) {
  Desk desk;
  desk.him().is_admin = true;
  STRCMP_EQUAL(kNoPart, desk.hears(Deed::kSee, ticket_in(2)).c_str());
  STRCMP_EQUAL(kNoPart, desk.hears(Deed::kReply, ticket_in(2)).c_str());
}

TEST(Permissions, below_his_department_are_to_see_and_to_open_alone) {
  Desk desk;
  STRCMP_EQUAL("", desk.hears(Deed::kSee, ticket_in(4)).c_str());
  STRCMP_EQUAL("", desk.hears(Deed::kReopen, ticket_in(4)).c_str());
  STRCMP_EQUAL("Permission denied", desk.hears(Deed::kAssign, ticket_in(4)).c_str());
}

TEST(Permissions, of_an_extended_department_are_of_the_role_there) {
  Desk desk;
  desk.desk.staff_departments = {{7, 2, 2, 1}};
  STRCMP_EQUAL("", desk.hears(Deed::kReply, ticket_in(2)).c_str());
  STRCMP_EQUAL("Permission denied", desk.hears(Deed::kAssign, ticket_in(2)).c_str());
}

TEST(Permissions, come_with_an_open_ticket_that_is_assigned_to_him_or_his_team) {
  Desk desk;
  desk.desk.team_members = {{3, 7, 0}};
  STRCMP_EQUAL("", desk.hears(Deed::kAssign, ticket_in(2, 7)).c_str());
  STRCMP_EQUAL("", desk.hears(Deed::kAssign, ticket_in(2, 0, 3)).c_str());
  db::TicketRow closed = ticket_in(2, 7);
  closed.status_id = 3;
  STRCMP_EQUAL(kNoPart, desk.hears(Deed::kSee, closed).c_str());
}

TEST(Permissions, stay_away_from_an_assigned_ticket_where_he_is_set_up_so) {
  Desk desk;
  desk.him().settings = domain::json_in("{\"def_assn_role\":0}");
  STRCMP_EQUAL("", desk.hears(Deed::kSee, ticket_in(2, 7)).c_str());
  STRCMP_EQUAL("Permission denied", desk.hears(Deed::kAssign, ticket_in(2, 7)).c_str());
}

TEST(Permissions, of_a_referral_are_to_see_the_ticket) {
  Desk desk;
  desk.desk.team_members = {{3, 7, 0}};
  for (const db::ReferralRow& referral :
       {db::ReferralRow{'S', 7}, db::ReferralRow{'D', 1}, db::ReferralRow{'E', 3}}) {
    STRCMP_EQUAL("", desk.hears(Deed::kSee, ticket_in(2), {referral}).c_str());
    STRCMP_EQUAL("Permission denied", desk.hears(Deed::kAssign, ticket_in(2), {referral}).c_str());
  }
  STRCMP_EQUAL(kNoPart, desk.hears(Deed::kSee, ticket_in(2), {{'S', 8}, {'D', 2}}).c_str());
}

TEST(Permissions, of_one_who_sees_only_assigned_tickets_need_the_assignment) {
  Desk desk;
  desk.him().assigned_only = true;
  STRCMP_EQUAL(kNoPart, desk.hears(Deed::kSee, ticket_in(1)).c_str());
  STRCMP_EQUAL("", desk.hears(Deed::kReply, ticket_in(1, 7)).c_str());
}

TEST(Permissions, to_flag_and_release_come_with_managing) {
  Desk desk;
  constexpr char kNotOverdue[] = "Permission Denied. You are not allowed to flag tickets overdue";
  STRCMP_EQUAL(kNotOverdue, desk.hears(Deed::kMarkOverdue, ticket_in(1)).c_str());
  STRCMP_EQUAL("Permission denied", desk.hears(Deed::kRelease, ticket_in(1)).c_str());
  desk.desk.departments[0].manager_id = 7;
  for (const Deed deed : {Deed::kMarkOverdue, Deed::kMarkAnswered, Deed::kRelease})
    STRCMP_EQUAL("", desk.hears(deed, ticket_in(1)).c_str());
  STRCMP_EQUAL(kNotOverdue, desk.hears(Deed::kMarkOverdue, ticket_in(4)).c_str());
}

TEST(Permissions, are_nobodys_who_is_not_there) {
  Desk desk;
  desk.him().on_vacation = true;
  STRCMP_EQUAL("Unknown, inactive or absent agent", desk.hears(Deed::kSee, ticket_in(1)).c_str());
  desk.him().on_vacation = false;
  desk.him().is_active = false;
  STRCMP_EQUAL("Unknown, inactive or absent agent", desk.hears(Deed::kSee, ticket_in(1)).c_str());
}

TEST(Permissions, are_no_keys_that_acts_for_nobody) {
  Desk desk;
  const domain::TicketAction action{
      {desk.connection, desk.desk, desk.actor, desk.random, desk.mail}};
  CHECK(domain::may(action, Deed::kReply).error().code == base::Errc::kAgentRequired);
}
