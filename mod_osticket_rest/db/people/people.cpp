// SPDX-License-Identifier: MIT
#include "db/people/people.hpp"

#include "db/query.hpp"

namespace ost::db {
namespace {

// The address column folds letter case, as osTicket's own lookup does, and accents with it.
constexpr Statement kByAddress{
    "users.by_address",
    "SELECT e.id, u.id, u.name, u.org_id, u.status, COALESCE(d.address, e.address),"
    " EXISTS(SELECT 1 FROM {form_entry} f WHERE f.object_type = 'U' AND f.object_id = u.id),"
    " e.address"
    " FROM {user_email} e"
    " LEFT JOIN {user} u ON u.id = e.user_id"
    " LEFT JOIN {user_email} d ON d.id = u.default_email_id"
    " WHERE e.address = %s",
    1};

constexpr Statement kMembers{
    "users.members",
    "SELECT u.default_email_id, u.id, u.name, u.org_id, u.status, COALESCE(d.address, ''), 1, ''"
    " FROM {user} u"
    " LEFT JOIN {user_email} d ON d.id = u.default_email_id"
    " WHERE u.org_id = %s"
    " ORDER BY u.id",
    1};

constexpr Statement kInsertAddress{
    "users.insert_address", "INSERT INTO {user_email} (user_id, flags, address) VALUES (0, 0, %s)",
    1};

constexpr Statement kInsert{
    "users.insert",
    "INSERT INTO {user} (org_id, default_email_id, status, name, created, updated)"
    " VALUES (%s, %s, 0, %s, %s, %s)",
    5};

constexpr Statement kOwnAddress{"users.own_address",
                                "UPDATE {user_email} SET user_id = %s WHERE id = %s", 2};

constexpr Statement kOpenTickets{
    "users.open_tickets",
    "SELECT COUNT(*) FROM {ticket} t"
    " JOIN {ticket_status} s ON s.id = t.status_id AND s.state = 'open'"
    " WHERE t.user_id = %s",
    1};

constexpr Statement kOpenTicketsAsCollaborator{
    "users.open_tickets_as_collaborator",
    "SELECT COUNT(*) FROM {thread_collaborator} c"
    " JOIN {thread} h ON h.id = c.thread_id AND h.object_type = 'T'"
    " JOIN {ticket} t ON t.ticket_id = h.object_id AND t.user_id <> c.user_id"
    " JOIN {ticket_status} s ON s.id = t.status_id AND s.state = 'open'"
    " WHERE c.user_id = %s",
    1};

UserRow user_of(const Row& r) {
  return UserRow{r.number(0), r.number(1), r.string(2),      r.number(3),
                 r.number(4), r.string(5), r.number(6) != 0, r.string(7)};
}

base::Result<std::int64_t> count(Connection& connection, const Statement& statement,
                                 std::int64_t user_id) {
  return select_one<std::int64_t>(connection, statement, {user_id}, 0,
                                  [](const Row& r) { return r.number(0); });
}

}  // namespace

base::Result<UserRow> find_user_by_address(Connection& connection, const std::string& address) {
  return select_one<UserRow>(connection, kByAddress, {address}, UserRow{}, user_of);
}

base::Result<std::vector<UserRow>> load_members(Connection& connection, std::int64_t org_id) {
  return select_all<UserRow>(connection, kMembers, {org_id}, user_of);
}

base::Result<std::int64_t> insert_address(Connection& connection, const std::string& address) {
  return insert(connection, kInsertAddress, {address});
}

base::Result<std::int64_t> insert_user(Connection& connection, const NewUserRow& user) {
  auto id =
      insert(connection, kInsert, {user.org_id, user.email_id, user.name, user.now, user.now});
  if (!id) return id;
  const auto owned = connection.execute(kOwnAddress, {*id, user.email_id});
  if (!owned) return owned.error();
  return id;
}

base::Result<std::int64_t> count_open_tickets(Connection& connection, std::int64_t user_id) {
  return count(connection, kOpenTickets, user_id);
}

base::Result<std::int64_t> count_open_tickets_as_collaborator(Connection& connection,
                                                              std::int64_t user_id) {
  return count(connection, kOpenTicketsAsCollaborator, user_id);
}

namespace {

constexpr Statement kById{
    "organizations.by_id",
    "SELECT id, name, manager, status, domain FROM {organization} WHERE id = %s", 1};

constexpr Statement kByDomain{"organizations.by_domain",
                              "SELECT id, name, manager, status, domain FROM {organization}"
                              " WHERE domain > '' AND domain LIKE %s"
                              " ORDER BY id",
                              1};

OrganizationRow organization_of(const Row& r) {
  return OrganizationRow{r.number(0), r.string(1), r.string(2), r.number(3), r.string(4)};
}

}  // namespace

base::Result<OrganizationRow> find_organization(Connection& connection, std::int64_t id) {
  return select_one<OrganizationRow>(connection, kById, {id}, OrganizationRow{}, organization_of);
}

base::Result<std::vector<OrganizationRow>> find_organizations_by_domain(Connection& connection,
                                                                        const std::string& domain) {
  return select_all<OrganizationRow>(connection, kByDomain, {"%" + escape_like(domain) + "%"},
                                     organization_of);
}

namespace {

constexpr Statement kByIds{"people.by_ids",
                           "SELECT u.id, u.name, e.address, NOW() FROM {user} u"
                           " LEFT JOIN {user_email} e ON e.id = u.default_email_id"
                           " WHERE u.id IN %s",
                           1};

}  // namespace

base::Result<std::string> load_people(Connection& connection, const std::vector<std::int64_t>& ids,
                                      base::TextArena& arena, People& people) {
  for (const std::int64_t id : ids) people.try_emplace(id);
  std::string now;
  const base::Status read = connection.select(kByIds, {ids}, [&](const Row& row) {
    people[row.number(0)] = {arena.keep(row.text(1)), arena.keep(row.text(2))};
    now = row.string(3);
    return base::Status();
  });
  if (!read) return read.error();
  return now;
}

}  // namespace ost::db
