// SPDX-License-Identifier: MIT
#include "api/read/list_params.hpp"

#include <algorithm>
#include <set>

#include "api/http/query_string.hpp"
#include "api/read/cursor.hpp"
#include "api/read/order_params.hpp"
#include "base/number.hpp"

namespace ost::api {
namespace {

using base::Errc;
using base::Error;

constexpr std::int64_t kLargestId = 4294967295;  // int unsigned
constexpr std::int64_t kLargestPage = 1000000000;
constexpr std::string_view kSort = "sort";

// What is wrong with one parameter; empty when it has been taken over.
std::string take_page(const std::string& value, ReadParams& params) {
  const auto page = base::parse_number(value);
  if (!page || *page > kLargestPage) return "must be a whole number of at most 1000000000";
  params.query.page = std::max<std::int64_t>(*page, 1);
  return "";
}

// Any number above the bound counts as the bound, however many digits it has.
std::string take_page_size(const std::string& value, ReadParams& params) {
  const auto size = base::parse_number(value);
  if (!size) return "must be a whole number";
  params.query.per_page = std::max<std::int64_t>(*size, 1);
  return "";
}

std::string take_limit(const std::string& value, ReadParams& params) {
  params.paging = Paging::kCursor;
  return take_page_size(value, params);
}

std::string take_cursor(const std::string&, ReadParams& params) {
  params.paging = Paging::kCursor;
  return "";
}

std::string take_total(const std::string& value, ReadParams& params) {
  params.wants_total = value == "1";
  return value == "0" || value == "1" ? "" : "must be 1 or 0";
}

std::string take_number(const std::string& value, ReadParams& params) {
  params.filters.conditions.push_back(
      {db::TicketColumn::kNumber, db::TicketCondition::Test::kAnyOf, {}, {value}});
  params.is_one = true;
  return "";
}

std::string take_times(const std::string& value, ReadParams& params) {
  if (value != "utc") return "must be utc";
  params.times = Times::kUtc;
  return "";
}

/// Each takes what the later ones take, too.
enum class TakenBy { kLists, kTickets, kParts };

struct Parameter {
  std::string_view name;
  TakenBy taken_by;
  std::string (*take)(const std::string& value, ReadParams& params);
};

// What is wrong with a value, "" when it has been taken over.
constexpr Parameter kParameters[] = {
    {"page", TakenBy::kLists, take_page},
    {"per_page", TakenBy::kLists, take_page_size},
    {"limit", TakenBy::kLists, take_limit},
    {"cursor", TakenBy::kLists, take_cursor},
    {"total", TakenBy::kLists, take_total},
    {"number", TakenBy::kLists, take_number},
    {kSort, TakenBy::kLists,
     [](const std::string& value, ReadParams& params) {
       return take_order(value, params.query.order);
     }},
    {"include", TakenBy::kTickets,
     [](const std::string& value, ReadParams& params) {
       return params.selection.take_include(value);
     }},
    {"fields", TakenBy::kTickets,
     [](const std::string& value, ReadParams& params) {
       return params.selection.take_members(value);
     }},
    {"tz", TakenBy::kParts, take_times},
};

const Parameter* find_parameter(std::string_view name, TakenBy asked) {
  for (const Parameter& parameter : kParameters)
    if (parameter.name == name && parameter.taken_by >= asked) return &parameter;
  return nullptr;
}

std::string take(const std::string& name, const std::string& value, TakenBy asked,
                 ReadParams& params) {
  if (asked == TakenBy::kLists && is_filter(name))
    return value.empty() ? "" : take_filter(name, value, params.filters);
  const Parameter* parameter = find_parameter(name, asked);
  if (!parameter) return "is not a parameter of this resource";
  return value.empty() ? "" : parameter->take(value, params);
}

base::Result<ReadParams> parse(const Request& request, TakenBy asked) {
  ReadParams params;
  const base::Status taken = take_parameters(request, [&](const auto& name, const auto& value) {
    return take(name, value, asked, params);
  });
  if (!taken) return taken.error();
  params.may_be_known = request.header("If-None-Match") != nullptr;
  return params;
}

const std::string* sent(const Request& request, std::string_view name) {
  for (const auto& [sent_name, value] : request.query)
    if (sent_name == name && !value.empty()) return &value;
  return nullptr;
}

// What a cursor is bound to.
std::string list_of(const Request& request) {
  Parameters parts;
  for (const auto& part : request.query)
    if (!part.second.empty() && (part.first == kSort || is_filter(part.first)))
      parts.push_back(part);
  std::sort(parts.begin(), parts.end());
  std::string text;
  for (const auto& [name, value] : parts)
    text.append(name).append("=").append(std::to_string(value.size())).append(":").append(value);
  return text;
}

base::Status settle_number(const Request& request, ReadParams& params) {
  for (const auto& [name, value] : request.query)
    if (!value.empty() && name != "number" && name != kCacheBreaker &&
        !find_parameter(name, TakenBy::kTickets))
      return invalid_parameters(
          {{"number", "stands for one ticket and goes with no filter, order or page"}});
  params.query.per_page = 1;
  return {};
}

base::Status settle_cursor(const Request& request, ReadParams& params) {
  for (const char* name : {"page", "per_page"})
    if (sent(request, name))
      return invalid_parameters({{name, "does not go with cursor and limit"}});
  const std::string* cursor = sent(request, "cursor");
  if (!cursor) return {};
  const std::string* key = request.header("X-API-Key");
  params.query.after = Cursors(key ? *key : "", params.list).read(*cursor);
  if (!params.query.after || params.query.after->size() != params.query.order.size())
    return invalid_parameters(
        {{"cursor", "is none of this list: of other filters, another order or key"}});
  return {};
}

base::Result<ReadParams> parse_one(const Call& call, TakenBy asked) {
  auto params = parse(call.request, asked);
  if (!params) return params;
  params->filters.conditions.push_back(
      {db::TicketColumn::kId, db::TicketCondition::Test::kAnyOf, {number_in_path(call, "id")}, {}});
  params->is_one = true;
  return params;
}

}  // namespace

base::Result<ReadParams> parse_list_params(const Request& request, int max_page_size) {
  auto params = parse(request, TakenBy::kLists);
  if (!params) return params;
  db::ListQuery& query = params->query;
  query.per_page = std::min<std::int64_t>(query.per_page, max_page_size);
  params->list = list_of(request);
  const bool is_search = params->filters.search.has_value();
  if (!query.order.empty() || is_search || params->paging == Paging::kCursor)
    query.order = total_order(std::move(query.order), is_search);
  base::Status settled;
  if (params->is_one)
    settled = settle_number(request, *params);
  else if (params->paging == Paging::kCursor)
    settled = settle_cursor(request, *params);
  if (!settled) return settled.error();
  return params;
}

base::Result<ReadParams> parse_ticket_params(const Call& call) {
  return parse_one(call, TakenBy::kTickets);
}

base::Result<ReadParams> parse_part_params(const Call& call, Part part) {
  auto params = parse_one(call, TakenBy::kParts);
  if (params) params->selection = Selection(part);
  return params;
}

base::Status take_parameters(const Request& request, const TakeParameter& take) {
  std::vector<base::FieldError> wrong;
  std::set<std::string> seen;
  for (const auto& [name, value] : request.query) {
    if (name == kCacheBreaker) continue;
    const std::string reason =
        seen.insert(name).second ? take(name, value) : "is given more than once";
    if (!reason.empty()) wrong.push_back({name, reason});
  }
  if (!wrong.empty()) return invalid_parameters(std::move(wrong));
  return {};
}

base::Status check_parameters(const Request& request,
                              std::initializer_list<std::string_view> known) {
  std::vector<base::FieldError> wrong;
  for (const auto& [name, value] : request.query)
    if (name != kCacheBreaker && std::find(known.begin(), known.end(), name) == known.end())
      wrong.push_back({name, "is not a parameter of this method"});
  if (!wrong.empty()) return invalid_parameters(std::move(wrong));
  return {};
}

base::Result<std::int64_t> parse_ticket_id(const Request& request) {
  if (base::Status known = check_parameters(request, {"id"}); !known) return known.error();
  std::optional<std::int64_t> id;
  bool given = false;
  for (const auto& [name, value] : request.query) {
    if (name == kCacheBreaker) continue;
    if (given) return invalid_parameters({{name, "is given more than once"}});
    given = true;
    id = base::parse_number(value, 0, kLargestId);
    if (!id && !value.empty()) return invalid_parameters({{name, "must be a whole number"}});
  }
  if (!id) return Error{Errc::kMissingTicketId, "Missing ticket ID", "", {}};
  return *id;
}

base::Result<std::int64_t> ticket_id_of(const Call& call) {
  for (const auto& [name, number] : call.numbers) {
    if (name != "id") continue;
    if (base::Status known = check_parameters(call.request, {}); !known) return known.error();
    return number;
  }
  return parse_ticket_id(call.request);
}

std::int64_t number_in_path(const Call& call, std::string_view name) {
  for (const auto& [own_name, number] : call.numbers)
    if (own_name == name) return number;
  return 0;
}

}  // namespace ost::api
