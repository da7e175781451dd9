// SPDX-License-Identifier: MIT
#include "api/read/list_params.hpp"

#include <algorithm>
#include <set>

#include "base/number.hpp"

namespace ost::api {
namespace {

using base::Errc;
using base::Error;

constexpr std::int64_t kLargestId = 4294967295;  // int unsigned
constexpr std::int64_t kLargestPage = 1000000000;
constexpr std::string_view kCacheBreaker = "_";

Error invalid(std::vector<base::FieldError> fields) {
  std::string sentence = "Invalid parameter: ";
  for (std::size_t i = 0; i < fields.size(); ++i) sentence += (i ? ", " : "") + fields[i].field;
  return Error{Errc::kInvalidParameter, sentence, "", std::move(fields)};
}

using NumberMember = std::optional<std::int64_t> db::ListQuery::*;
struct NumberFilter {
  const char* name;
  NumberMember member;
};
constexpr NumberFilter kNumberFilters[] = {{"id", &db::ListQuery::id},
                                           {"status_id", &db::ListQuery::status_id},
                                           {"dept_id", &db::ListQuery::dept_id},
                                           {"topic_id", &db::ListQuery::topic_id}};

// What is wrong with one parameter; empty when it has been taken over.
std::string take_page(const std::string& value, ListParams& params) {
  const auto page = base::parse_number(value);
  if (!page || *page > kLargestPage) return "must be a whole number of at most 1000000000";
  params.query.page = std::max<std::int64_t>(*page, 1);
  return "";
}

// Any number above the bound counts as the bound, however many digits it has.
std::string take_page_size(const std::string& value, ListParams& params) {
  const auto size = base::parse_number(value);
  if (!size) return "must be a whole number";
  params.query.per_page = std::max<std::int64_t>(*size, 1);
  return "";
}

std::string take(const std::string& name, const std::string& value, ListParams& params) {
  for (const NumberFilter& filter : kNumberFilters) {
    if (name != filter.name) continue;
    if (value.empty()) return "";
    params.query.*filter.member = base::parse_number(value, 0, kLargestId);
    return params.query.*filter.member ? "" : "must be a whole number";
  }
  if (name == "per_page") return value.empty() ? "" : take_page_size(value, params);
  if (name == "page") return value.empty() ? "" : take_page(value, params);
  if (name == "email") {
    if (!value.empty()) params.email = value;
    return "";
  }
  if (name == "q") {
    if (!value.empty()) params.query.subject_part = value;
    return "";
  }
  return "is not a parameter of this resource";
}

}  // namespace

base::Result<ListParams> parse_list_params(const Request& request, int max_page_size) {
  ListParams params;
  std::vector<base::FieldError> wrong;
  std::set<std::string> seen;
  for (const auto& [name, value] : request.query) {
    if (name == kCacheBreaker) continue;
    const std::string reason =
        seen.insert(name).second ? take(name, value, params) : "is given more than once";
    if (!reason.empty()) wrong.push_back({name, reason});
  }
  if (!wrong.empty()) return invalid(std::move(wrong));
  params.query.per_page = std::min<std::int64_t>(params.query.per_page, max_page_size);
  return params;
}

base::Status check_parameters(const Request& request,
                              std::initializer_list<std::string_view> known) {
  std::vector<base::FieldError> wrong;
  for (const auto& [name, value] : request.query)
    if (name != kCacheBreaker && std::find(known.begin(), known.end(), name) == known.end())
      wrong.push_back({name, "is not a parameter of this method"});
  if (!wrong.empty()) return invalid(std::move(wrong));
  return {};
}

base::Result<std::int64_t> parse_ticket_id(const Request& request) {
  if (base::Status known = check_parameters(request, {"id"}); !known) return known.error();
  std::optional<std::int64_t> id;
  bool given = false;
  for (const auto& [name, value] : request.query) {
    if (name == kCacheBreaker) continue;
    if (given) return invalid({{name, "is given more than once"}});
    given = true;
    id = base::parse_number(value, 0, kLargestId);
    if (!id && !value.empty()) return invalid({{name, "must be a whole number"}});
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
