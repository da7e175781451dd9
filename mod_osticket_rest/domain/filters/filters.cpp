// SPDX-License-Identifier: MIT
#include "domain/filters/filters.hpp"

#include "base/regex.hpp"
#include "base/text.hpp"
#include "domain/desk/flags.hpp"

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

namespace {

struct Description {
  std::optional<std::string> value;
  const char* type;
};

std::int64_t setting(const FilterAction& action, const char* name) {
  const base::Json* value = action.settings.find(name);
  return value ? value->to_integer() : 0;
}

void keep_if_set(std::int64_t id, std::optional<std::int64_t>& into) {
  if (id > 0) into = id;
}

void apply(const HelpDesk& desk, const FilterAction& action, FilterVerdict& verdict) {
  if (action.type == "dept") {
    const auto* dept = desk.department(setting(action, "dept_id"));
    if (dept && (dept->flags & kDepartmentActive)) verdict.dept_id = dept->id;
  } else if (action.type == "topic") {
    const auto* topic = desk.topic(setting(action, "topic_id"));
    if (topic && (topic->flags & kTopicActive)) verdict.topic_id = topic->id;
  } else if (action.type == "pri") {
    keep_if_set(setting(action, "priority"), verdict.priority_id);
  } else if (action.type == "sla") {
    keep_if_set(setting(action, "sla_id"), verdict.sla_id);
  } else if (action.type == "team") {
    keep_if_set(setting(action, "team_id"), verdict.team_id);
  } else if (action.type == "agent") {
    keep_if_set(setting(action, "staff_id"), verdict.staff_id);
  } else if (action.type == "status") {
    keep_if_set(setting(action, "status_id"), verdict.status_id);
  } else if (action.type == "canned") {
    keep_if_set(setting(action, "canned_id"), verdict.canned_response_id);
  } else if (action.type == "noresp") {
    verdict.stops_answers = true;
  }
}

template <typename T, typename Text>
std::optional<std::string> text_of(const T* row, Text text) {
  if (!row) return std::nullopt;
  return text(*row);
}

std::optional<Description> describe(const FilterAction& action, const HelpDesk& desk) {
  const auto name = [](const auto& row) { return row.name; };
  if (const auto id = setting(action, "dept_id"); action.type == "dept" && id > 0)
    return Description{text_of(desk.department(id), name), "Department"};
  if (const auto id = setting(action, "priority"); action.type == "pri" && id > 0)
    return Description{text_of(desk.priority(id), [](const auto& p) { return p.description; }),
                       "Priority"};
  if (const auto id = setting(action, "sla_id"); action.type == "sla" && id > 0)
    return Description{text_of(desk.sla(id), name), "SLA"};
  if (const auto id = setting(action, "team_id"); action.type == "team" && id > 0)
    return Description{text_of(desk.team(id), name), "Team"};
  if (const auto id = setting(action, "staff_id"); action.type == "agent" && id > 0)
    return Description{
        text_of(desk.agent(id), [](const auto& a) { return a.first_name + " " + a.last_name; }),
        "Agent"};
  if (const auto id = setting(action, "topic_id"); action.type == "topic" && id > 0)
    return Description{text_of(desk.topic(id), [](const auto& t) { return t.topic; }), "Topic"};
  // osTicket looks the status up among the teams (FA_SetStatus::getEventDescription).
  if (const auto id = setting(action, "status_id"); action.type == "status" && id > 0)
    return Description{text_of(desk.team(id), name), "Ticket Status"};
  return std::nullopt;
}

}  // namespace

FilterVerdict judge(const HelpDesk& desk, const MatchingFilters& filters) {
  FilterVerdict verdict;
  for (const db::FilterRow* filter : filters)
    for (const FilterAction& action : desk.filter_actions) {
      if (action.filter_id != filter->id) continue;
      if (action.type == "reject") {
        verdict.rejected_by = filter;
        return verdict;
      }
      apply(desk, action, verdict);
    }
  return verdict;
}

std::vector<std::string> describe_filters(const HelpDesk& desk, const MatchingFilters& filters) {
  std::vector<std::string> descriptions;
  for (const db::FilterRow* filter : filters)
    for (const FilterAction& action : desk.filter_actions) {
      if (action.filter_id != filter->id) continue;
      const auto description = describe(action, desk);
      if (!description) continue;
      const base::Json value =
          description->value ? base::Json(*description->value) : base::Json(false);
      descriptions.push_back(base::encode_json(base::Json::Object{
          {"value", value}, {"filter", filter->name}, {"type", description->type}}));
    }
  return descriptions;
}

std::vector<std::string> filter_mails(const HelpDesk& desk, const MatchingFilters& filters) {
  std::vector<std::string> mails;
  for (const db::FilterRow* filter : filters)
    for (const FilterAction& action : desk.filter_actions)
      if (action.filter_id == filter->id && action.type == "email")
        mails.push_back(action.configuration);
  return mails;
}

}  // namespace ost::domain
