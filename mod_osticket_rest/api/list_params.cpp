// SPDX-License-Identifier: MIT
#include "api/list_params.hpp"

#include <algorithm>
#include <charconv>
#include <set>

namespace ost::api {
namespace {

using base::Errc;
using base::Error;

constexpr std::int64_t kLargestId = 4294967295;  // int unsigned
constexpr std::int64_t kLargestPage = 1000000000;

std::optional<std::int64_t> decimal(const std::string& text, std::int64_t lowest,
                                    std::int64_t highest) {
  const bool digits = !text.empty() && std::all_of(text.begin(), text.end(),
                                                   [](char c) { return c >= '0' && c <= '9'; });
  if (!digits) return std::nullopt;
  std::int64_t number = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  if (parsed.ec != std::errc() || number < lowest || number > highest) return std::nullopt;
  return number;
}

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
std::string take_page_size(const std::string& value, ListParams& params) {
  // Any number above the bound counts as the bound, however many digits it has.
  const bool digits = !value.empty() && value.find_first_not_of("0123456789") == std::string::npos;
  const auto number = digits && value.size() > 9 ? kLargestPage : decimal(value, 1, kLargestPage);
  if (!number) return "must be a whole number from 1";
  params.query.per_page = *number;
  return "";
}

std::string take(const std::string& name, const std::string& value, ListParams& params) {
  for (const NumberFilter& filter : kNumberFilters) {
    if (name != filter.name) continue;
    params.query.*filter.member = decimal(value, 0, kLargestId);
    return params.query.*filter.member ? "" : "must be a whole number";
  }
  if (name == "per_page") return take_page_size(value, params);
  if (name == "page") {
    const auto page = decimal(value, 1, kLargestPage);
    params.query.page = page.value_or(1);
    return page ? "" : "must be a whole number from 1";
  }
  if (name == "email") {
    params.email = value;
    return value.empty() ? "must be an e-mail address" : "";
  }
  if (name == "q") {
    params.query.subject_part = value;
    return value.empty() ? "must not be empty" : "";
  }
  return "is not a parameter of this resource";
}

}  // namespace

base::Result<ListParams> parse_list_params(const Request& request, int max_page_size) {
  ListParams params;
  std::vector<base::FieldError> wrong;
  std::set<std::string> seen;
  for (const auto& [name, value] : request.query) {
    const std::string reason =
        seen.insert(name).second ? take(name, value, params) : "is given more than once";
    if (!reason.empty()) wrong.push_back({name, reason});
  }
  if (!wrong.empty()) return invalid(std::move(wrong));
  params.query.per_page = std::min<std::int64_t>(params.query.per_page, max_page_size);
  return params;
}

base::Result<std::int64_t> parse_ticket_id(const Request& request) {
  std::optional<std::int64_t> id;
  bool given = false;
  for (const auto& [name, value] : request.query) {
    if (name != "id") return invalid({{name, "is not a parameter of this method"}});
    if (given) return invalid({{name, "is given more than once"}});
    given = true;
    id = decimal(value, 0, kLargestId);
    if (!id && !value.empty()) return invalid({{name, "must be a whole number"}});
  }
  if (!id) return Error{Errc::kMissingTicketId, "Missing ticket ID", "", {}};
  return *id;
}

}  // namespace ost::api
