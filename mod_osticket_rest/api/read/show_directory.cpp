// SPDX-License-Identifier: MIT
// The directory: users and organizations, which only keys of their own scope may see.
#include <algorithm>
#include <set>

#include "api/actions.hpp"
#include "api/caches.hpp"
#include "api/json/json_writer.hpp"
#include "api/read/list_params.hpp"
#include "api/read/ticket_tag.hpp"
#include "base/number.hpp"
#include "db/people/directory.hpp"
#include "db/tickets/ticket_list.hpp"
#include "domain/sla/sla.hpp"

namespace ost::api {
namespace {

using base::Errc;
using base::Error;

constexpr std::int64_t kLargestId = 4294967295;  // int unsigned
constexpr std::int64_t kLargestPage = 1000000000;

/// What a query string asks of a directory.
struct DirectoryParams {
  db::DirectoryQuery query{};
  std::optional<std::string> email{};
  bool is_utc = false;
};

std::string take_times(const std::string& value, bool& is_utc) {
  is_utc = value == "utc";
  return value.empty() || is_utc ? "" : "must be utc";
}

/// Takes parameters over one by one; says what is wrong with one, "" when nothing is.
class DirectoryReader {
 public:
  explicit DirectoryReader(std::set<std::string_view> known) : known_(std::move(known)) {}

  std::string take(const std::string& name, const std::string& value) {
    if (name == "page") return number(value, kLargestPage, params.query.page);
    if (name == "per_page") return number(value, kLargestPage, params.query.per_page);
    if (name == "tz") return take_times(value, params.is_utc);
    if (known_.count(name) == 0) return "is not a parameter of this resource";
    if (value.empty()) return "";
    if (name == "id") return id(value, params.query.id);
    if (name == "organization_id") return id(value, params.query.organization_id);
    if (name == "email") params.email = value;
    if (name == "name") params.query.name = value;
    if (name == "domain") params.query.domain = value;
    return "";
  }

  DirectoryParams params{};

 private:
  static std::string number(const std::string& value, std::int64_t largest, std::int64_t& into) {
    if (value.empty()) return "";
    const auto number = base::parse_number(value);
    if (!number || *number > largest) return "must be a whole number of at most 1000000000";
    into = std::max<std::int64_t>(*number, 1);
    return "";
  }

  static std::string id(const std::string& value, std::optional<std::int64_t>& into) {
    into = base::parse_number(value, 0, kLargestId);
    return into ? "" : "must be a whole number";
  }

  std::set<std::string_view> known_;
};

base::Result<DirectoryParams> read_parameters(const Call& call, const Services& services,
                                              std::set<std::string_view> known) {
  DirectoryReader reader(std::move(known));
  const base::Status taken = take_parameters(
      call.request,
      [&](const std::string& name, const std::string& value) { return reader.take(name, value); });
  if (!taken) return taken.error();
  auto& query = reader.params.query;
  query.per_page = std::min<std::int64_t>(query.per_page, services.settings.max_page_size);
  return reader.params;
}

void write(JsonWriter& json, const db::DirectoryUser& user, const TimeText& times) {
  json.begin_object().name("id").number(user.id).name("name").string(user.name);
  json.name("email").maybe_string(user.email).name("emails").begin_array();
  for (const std::string& address : user.emails) json.string(address);
  json.end_array().name("organization_id");
  json.maybe_number(user.organization_id > 0 ? std::optional(user.organization_id) : std::nullopt);
  json.name("organization").maybe_string(user.organization).name("created");
  times.write(json, user.created);
  json.name("updated");
  times.write(json, user.updated);
  json.end_object();
}

void write(JsonWriter& json, const db::DirectoryOrganization& organization, const TimeText& times) {
  json.begin_object().name("id").number(organization.id).name("name").string(organization.name);
  json.name("domain").string(organization.domain).name("created");
  times.write(json, organization.created);
  json.name("updated");
  times.write(json, organization.updated);
  json.end_object();
}

void write_pagination(JsonWriter& json, const db::DirectoryQuery& query, std::int64_t total) {
  json.name("pagination").begin_object();
  json.name("page").number(query.page).name("per_page").number(query.per_page);
  json.name("total").number(total);
  json.name("pages").number((total + query.per_page - 1) / query.per_page);
  json.end_object();
}

/// One kind of rows, their names and how they are read.
template <typename Row>
struct Directory {
  const char* plural;
  const char* singular;
  base::Result<std::vector<Row>> (*load)(db::Connection&, const db::DirectoryQuery&);
  base::Result<std::int64_t> (*count)(db::Connection&, const db::DirectoryQuery&);
};

constexpr Directory<db::DirectoryUser> kUsers{"users", "user", db::load_users, db::count_users};
constexpr Directory<db::DirectoryOrganization> kOrganizations{
    "organizations", "organization", db::load_organizations, db::count_organizations};

base::Result<TimeText> times_of(bool is_utc, Call& call, Services& services) {
  if (!is_utc) return TimeText();
  const auto desk = help_desk_to_read(services, call.lease->connection());
  if (!desk) return desk.error();
  return TimeText(domain::database_zone(**desk));
}

template <typename Row>
base::Status show_one(const Directory<Row>& directory, Call& call, Services& services, Sink& sink) {
  bool is_utc = false;
  const base::Status taken =
      take_parameters(call.request, [&](const std::string& name, const std::string& value) {
        return name == "tz" ? take_times(value, is_utc) : "is not a parameter of this resource";
      });
  if (!taken) return taken.error();
  const auto times = times_of(is_utc, call, services);
  if (!times) return times.error();
  db::DirectoryQuery query;
  query.id = call.numbers.front().second;
  const auto rows = directory.load(call.lease->connection(), query);
  if (!rows) return rows.error();
  call.lease.reset();
  if (rows->empty()) return Error{Errc::kNotFound, "There is nothing at this address"};
  std::string body;
  JsonWriter json(body);
  json.begin_object().name(directory.singular);
  write(json, rows->front(), *times);
  json.end_object();
  return answer_tagged(call.request, body, sink);
}

template <typename Row>
base::Status show_page(const Directory<Row>& directory, const DirectoryParams& params, Call& call,
                       Services& services, Sink& sink) {
  const auto times = times_of(params.is_utc, call, services);
  if (!times) return times.error();
  db::Connection& connection = call.lease->connection();
  const auto rows = directory.load(connection, params.query);
  if (!rows) return rows.error();
  const auto total = directory.count(connection, params.query);
  if (!total) return total.error();
  call.lease.reset();
  std::string body;
  JsonWriter json(body);
  json.begin_object().name(directory.plural).begin_array();
  for (const Row& row : *rows) write(json, row, *times);
  json.end_array();
  write_pagination(json, params.query, *total);
  json.end_object();
  return answer_tagged(call.request, body, sink);
}

// Tables of a version that is not known are not to be read.
base::Status check_readable(Call& call, Services& services) {
  const auto names = shown_names(services, call.lease->connection());
  return names ? base::Status() : base::Status(names.error());
}

}  // namespace

base::Status show_users(Call& call, Services& services, Sink& sink) {
  if (base::Status readable = check_readable(call, services); !readable) return readable;
  if (!call.numbers.empty()) return show_one(kUsers, call, services, sink);
  auto params = read_parameters(call, services, {"id", "email", "name", "organization_id"});
  if (!params) return params.error();
  if (params->email) {
    const auto owner = db::find_owner(call.lease->connection(), *params->email);
    if (!owner) return owner.error();
    // No user has the id 0.
    const std::int64_t id = owner->value_or(0);
    params->query.id = params->query.id.value_or(id) == id ? id : 0;
  }
  return show_page(kUsers, *params, call, services, sink);
}

base::Status show_organizations(Call& call, Services& services, Sink& sink) {
  if (base::Status readable = check_readable(call, services); !readable) return readable;
  if (!call.numbers.empty()) return show_one(kOrganizations, call, services, sink);
  const auto params = read_parameters(call, services, {"id", "name", "domain"});
  if (!params) return params.error();
  return show_page(kOrganizations, *params, call, services, sink);
}

}  // namespace ost::api
