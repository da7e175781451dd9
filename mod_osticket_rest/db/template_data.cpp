// SPDX-License-Identifier: MIT
#include "db/template_data.hpp"

#include "db/select_all.hpp"
#include "db/template_data_sql.hpp"

namespace ost::db {
namespace {

TicketViewRow ticket_of(const Row& r) {
  TicketViewRow t;
  t.id = r.number(0);
  t.number = r.string(1);
  t.user_id = r.number(2);
  t.status_id = r.number(3);
  t.dept_id = r.number(4);
  t.sla_id = r.number(5);
  t.topic_id = r.number(6);
  t.staff_id = r.number(7);
  t.team_id = r.number(8);
  t.thread_id = r.number(9);
  t.ip_address = r.string(10);
  t.source = r.string(11);
  t.due_date = r.maybe_string(12);
  t.est_due_date = r.maybe_string(13);
  t.closed = r.maybe_string(14);
  t.last_update = r.maybe_string(15);
  t.created = r.string(16);
  return t;
}

UserRow user_of(const Row& r) {
  return UserRow{r.number(0), r.number(1), r.string(2), r.number(3),
                 r.number(4), r.string(5), r.flag(6)};
}

EntryViewRow entry_of(const Row& r) {
  return EntryViewRow{r.number(0), r.number(1),       r.number(2),       r.number(3),
                      r.string(4), r.string(5),       r.string(6),       r.string(7),
                      r.string(8), r.maybe_string(9), r.maybe_string(10)};
}

FormValueRow value_of(const Row& r) {
  return FormValueRow{r.number(0), r.number(1), r.maybe_string(2), r.maybe_number(3)};
}

}  // namespace

base::Result<TicketViewRow> find_ticket_view(Connection& connection, std::int64_t id) {
  return select_one(connection, template_data_sql::kTicket, {id}, TicketViewRow(), ticket_of);
}

base::Result<UserRow> find_user(Connection& connection, std::int64_t id) {
  return select_one(connection, template_data_sql::kUser, {id}, UserRow(), user_of);
}

base::Result<std::string> find_user_zone(Connection& connection, std::int64_t user_id) {
  return select_one(connection, template_data_sql::kUserZone, {user_id}, std::string(),
                    [](const Row& r) { return r.string(0); });
}

base::Result<std::vector<UserRow>> load_collaborators(Connection& connection,
                                                      std::int64_t thread_id) {
  return select_all<UserRow>(connection, template_data_sql::kCollaborators, {thread_id}, user_of);
}

base::Result<std::vector<UserRow>> load_organization_members(Connection& connection,
                                                             std::int64_t organization_id) {
  return select_all<UserRow>(connection, template_data_sql::kMembers, {organization_id}, user_of);
}

base::Result<EntryViewRow> find_entry(Connection& connection, std::int64_t id) {
  return select_one(connection, template_data_sql::kEntry, {id}, EntryViewRow(), entry_of);
}

base::Result<EntryViewRow> find_original_message(Connection& connection, std::int64_t thread_id) {
  return select_one(connection, template_data_sql::kOriginal, {thread_id}, EntryViewRow(),
                    entry_of);
}

base::Result<EntryViewRow> find_last_message(Connection& connection, std::int64_t thread_id) {
  return select_one(connection, template_data_sql::kLastMessage, {thread_id}, EntryViewRow(),
                    entry_of);
}

base::Result<std::vector<EntryViewRow>> load_entries(Connection& connection,
                                                     std::int64_t thread_id) {
  return select_all<EntryViewRow>(connection, template_data_sql::kEntries, {thread_id}, entry_of);
}

base::Result<std::vector<FileReference>> load_entry_files(Connection& connection,
                                                          std::int64_t entry_id) {
  return select_all<FileReference>(connection, template_data_sql::kEntryFiles, {entry_id},
                                   [](const Row& r) {
                                     return FileReference{r.number(0), r.string(1)};
                                   });
}

base::Result<std::vector<FormValueRow>> load_company_values(Connection& connection) {
  return select_all<FormValueRow>(connection, template_data_sql::kCompany, value_of);
}

}  // namespace ost::db
