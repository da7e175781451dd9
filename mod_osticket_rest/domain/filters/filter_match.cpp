// SPDX-License-Identifier: MIT
#include "domain/filters/filter_match.hpp"

#include "base/regex.hpp"
#include "base/text.hpp"

namespace ost::domain {
namespace {

constexpr std::string_view kBanList = "SYSTEM BAN LIST";

bool matches_rule(const db::FilterRuleRow& rule, const FilterData& data) {
  const auto found = data.find(rule.what);
  return matches_how(rule.how, found == data.end() ? std::string_view() : found->second,
                     rule.value);
}

bool is_known_how(std::string_view how) {
  for (const std::string_view known :
       {"equal", "not_equal", "contains", "dn_contain", "starts", "ends", "match", "not_match"})
    if (how == known) return true;
  return false;
}

bool matches(const HelpDesk& desk, const db::FilterRow& filter, const FilterData& data) {
  bool matched = false;
  for (const db::FilterRuleRow& rule : desk.filter_rules) {
    if (rule.filter_id != filter.id || !is_known_how(rule.how)) continue;
    matched = matches_rule(rule, data);
    if (matched != filter.match_all_rules) return matched;
  }
  return matched;
}

}  // namespace

bool matches_how(std::string_view how, std::string_view text, std::string_view value) {
  const std::string folded = base::lower_ascii(text);
  const std::string wanted = base::lower_ascii(value);
  const std::size_t at = folded.find(wanted);
  if (how == "equal") return folded == wanted;
  if (how == "not_equal") return folded != wanted;
  if (how == "contains") return at != std::string::npos;
  if (how == "dn_contain") return at == std::string::npos;
  if (how == "starts") return at == 0;
  if (how == "ends")
    return folded.size() >= wanted.size() &&
           folded.compare(folded.size() - wanted.size(), wanted.size(), wanted) == 0;
  const bool found = base::preg_match(value, text).value_or(false);
  return how == "match" ? found : !found;
}

bool is_for_api(const db::FilterRow& filter) {
  return filter.is_active && (filter.target == "Any" || filter.target == "API");
}

std::vector<const db::FilterRow*> matching_filters(const HelpDesk& desk, const FilterData& data) {
  std::vector<const db::FilterRow*> matching;
  for (const db::FilterRow& filter : desk.filters) {
    if (!is_for_api(filter) || !matches(desk, filter, data)) continue;
    matching.push_back(&filter);
    if (filter.stop_on_match) break;
  }
  return matching;
}

const db::FilterRow* find_ban(const HelpDesk& desk, std::string_view email) {
  for (const db::FilterRow& filter : desk.filters) {
    if (!base::equal_ignoring_case(filter.name, kBanList) || !filter.is_active) continue;
    for (const db::FilterRuleRow& rule : desk.filter_rules)
      if (rule.filter_id == filter.id && rule.is_active && rule.what == "email" &&
          base::equal_ignoring_case(rule.value, email))
        return &filter;
  }
  return nullptr;
}

}  // namespace ost::domain
