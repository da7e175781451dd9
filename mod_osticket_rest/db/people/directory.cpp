// SPDX-License-Identifier: MIT
#include "db/people/directory.hpp"

#include <unordered_map>

#include "db/query.hpp"

namespace ost::db {
namespace {

constexpr char kUserColumns[] =
    "SELECT u.id, u.name, e.address, u.org_id, o.name, u.created, u.updated FROM {user} u"
    " LEFT JOIN {user_email} e ON e.id = u.default_email_id"
    " LEFT JOIN {organization} o ON o.id = u.org_id";
constexpr char kCountUsers[] = "SELECT COUNT(*) FROM {user} u";
constexpr char kUserPage[] = " ORDER BY u.id LIMIT %s OFFSET %s";

constexpr Statement kAddresses{
    "directory.addresses",
    "SELECT user_id, address FROM {user_email} WHERE user_id IN %s ORDER BY id", 1};

constexpr char kOrganizationColumns[] =
    "SELECT o.id, o.name, o.domain, o.created, o.updated FROM {organization} o";
constexpr char kCountOrganizations[] = "SELECT COUNT(*) FROM {organization} o";
constexpr char kOrganizationPage[] = " ORDER BY o.id LIMIT %s OFFSET %s";
// A list is typed by people, with blanks or without.
constexpr char kHasDomain[] = "CONCAT(',', REPLACE(o.domain, ' ', ''), ',') LIKE %s";

std::string beginning(const std::string& text) {
  return escape_like(text) + "%";
}

void add_user_conditions(QueryBuilder& built, const DirectoryQuery& query) {
  if (query.id) built.where("u.id = %s", {*query.id});
  if (query.name) built.where("u.name LIKE %s", {beginning(*query.name)});
  if (query.organization_id) built.where("u.org_id = %s", {*query.organization_id});
}

void add_organization_conditions(QueryBuilder& built, const DirectoryQuery& query) {
  if (query.id) built.where("o.id = %s", {*query.id});
  if (query.name) built.where("o.name LIKE %s", {beginning(*query.name)});
  if (query.domain) built.where(kHasDomain, {"%," + escape_like(*query.domain) + ",%"});
}

void add_page(QueryBuilder& built, const char* page, const DirectoryQuery& query) {
  built.add(page, {query.per_page, (query.page - 1) * query.per_page});
}

// A zero date stands for none.
std::optional<std::string> date(const Row& row, int column) {
  const auto text = row.text(column);
  if (!text || text->substr(0, 10) == "0000-00-00") return std::nullopt;
  return std::string(*text);
}

DirectoryUser user_of(const Row& r) {
  return {r.number(0), r.string(1),       r.maybe_string(2), {},
          r.number(3), r.maybe_string(4), date(r, 5),        date(r, 6)};
}

base::Status add_addresses(Connection& connection, std::vector<DirectoryUser>& users) {
  if (users.empty()) return {};
  std::vector<std::int64_t> ids;
  std::unordered_map<std::int64_t, DirectoryUser*> by_id;
  for (DirectoryUser& user : users) {
    ids.push_back(user.id);
    by_id[user.id] = &user;
  }
  return connection.select(kAddresses, {ids}, [&](const Row& row) {
    by_id.at(row.number(0))->emails.push_back(row.string(1));
    return base::Status();
  });
}

base::Result<std::int64_t> count(Connection& connection, const QueryBuilder& built) {
  return select_one<std::int64_t>(connection, built.statement("directory.count"), built.values(), 0,
                                  [](const Row& row) { return row.number(0); });
}

}  // namespace

base::Result<std::vector<DirectoryUser>> load_users(Connection& connection,
                                                    const DirectoryQuery& query) {
  QueryBuilder built;
  built.add(kUserColumns);
  add_user_conditions(built, query);
  add_page(built, kUserPage, query);
  auto users = select_all<DirectoryUser>(connection, built.statement("directory.users"),
                                         built.values(), user_of);
  if (!users) return users;
  if (base::Status added = add_addresses(connection, *users); !added) return added.error();
  return users;
}

base::Result<std::int64_t> count_users(Connection& connection, const DirectoryQuery& query) {
  QueryBuilder built;
  built.add(kCountUsers);
  add_user_conditions(built, query);
  return count(connection, built);
}

base::Result<std::vector<DirectoryOrganization>> load_organizations(Connection& connection,
                                                                    const DirectoryQuery& query) {
  QueryBuilder built;
  built.add(kOrganizationColumns);
  add_organization_conditions(built, query);
  add_page(built, kOrganizationPage, query);
  return select_all<DirectoryOrganization>(
      connection, built.statement("directory.organizations"), built.values(), [](const Row& r) {
        return DirectoryOrganization{r.number(0), r.string(1), r.string(2), date(r, 3), date(r, 4)};
      });
}

base::Result<std::int64_t> count_organizations(Connection& connection,
                                               const DirectoryQuery& query) {
  QueryBuilder built;
  built.add(kCountOrganizations);
  add_organization_conditions(built, query);
  return count(connection, built);
}

}  // namespace ost::db
