// SPDX-License-Identifier: MIT
#include "api/read/filter_params.hpp"

#include <algorithm>
#include <iterator>

#include "api/read/moment.hpp"
#include "api/read/search_words.hpp"
#include "base/number.hpp"
#include "base/text.hpp"

namespace ost::api {
namespace {

using Column = db::TicketColumn;
using Test = db::TicketCondition::Test;

constexpr std::int64_t kLargestId = 4294967295;  // int unsigned
constexpr std::size_t kMostValues = 100;
constexpr std::string_view kFieldPrefix = "field.";
constexpr char kTooMany[] = "has more than 100 values";
constexpr std::string_view kSources[] = {"Web", "Email", "Phone", "API", "Other"};
constexpr std::string_view kStates[] = {"open", "closed", "archived", "deleted"};

// Pieces between commas, sorted by whether a `!` is before them.
FilterValues values_in(const std::string& text) {
  FilterValues values;
  for (const std::string_view piece : base::split(text, ',')) {
    const bool is_negated = !piece.empty() && piece.front() == '!';
    auto& same = is_negated ? values.none_of : values.any_of;
    same.emplace_back(is_negated ? piece.substr(1) : piece);
  }
  return values;
}

// The same where a value may hold a comma, or begin with `!`, behind a backslash.
FilterValues escaped_values_in(const std::string& text) {
  FilterValues values;
  std::string piece;
  bool is_negated = false;
  bool is_first = true;
  const auto end_piece = [&] {
    (is_negated ? values.none_of : values.any_of).push_back(piece);
    piece.clear();
    is_negated = false;
    is_first = true;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ',') {
      end_piece();
      continue;
    }
    if (text[i] == '!' && is_first) {
      is_negated = true;
    } else {
      if (text[i] == '\\' && i + 1 < text.size()) ++i;
      piece += text[i];
    }
    is_first = false;
  }
  end_piece();
  return values;
}

std::size_t count(const FilterValues& values) {
  return values.any_of.size() + values.none_of.size();
}

// Each kind of filter: says what is wrong with the value.

template <Column column>
std::string take_ids(const std::string& text, FilterParams& filters) {
  const FilterValues values = values_in(text);
  if (count(values) > kMostValues) return kTooMany;
  for (const auto& [sent, test] :
       {std::pair(&values.any_of, Test::kAnyOf), std::pair(&values.none_of, Test::kNoneOf)}) {
    if (sent->empty()) continue;
    db::TicketCondition condition{column, test, {}, {}};
    for (const std::string& value : *sent) {
      const auto id = base::parse_number(value, 0, kLargestId);
      if (!id) return "must be whole numbers with commas between them";
      condition.numbers.push_back(*id);
    }
    filters.conditions.push_back(std::move(condition));
  }
  return "";
}

// The column is text that begins with the id.
std::string take_priorities(const std::string& text, FilterParams& filters) {
  const std::size_t before = filters.conditions.size();
  std::string reason = take_ids<Column::kPriority>(text, filters);
  for (std::size_t i = before; i < filters.conditions.size(); ++i) {
    db::TicketCondition& condition = filters.conditions[i];
    for (const std::int64_t id : condition.numbers) condition.texts.push_back(std::to_string(id));
    condition.numbers.clear();
  }
  return reason;
}

template <std::size_t size>
std::string take_words(const std::string_view (&known)[size], FilterValues& values) {
  for (auto* sent : {&values.any_of, &values.none_of})
    for (std::string& value : *sent) {
      const auto found = std::find_if(
          std::begin(known), std::end(known),
          [&](std::string_view word) { return base::equal_ignoring_case(word, value); });
      if (found == std::end(known)) return "names a value that there is not";
      value = *found;
    }
  return count(values) > kMostValues ? kTooMany : "";
}

std::string take_sources(const std::string& text, FilterParams& filters) {
  FilterValues values = values_in(text);
  std::string reason = take_words(kSources, values);
  if (!reason.empty()) return reason;
  if (!values.any_of.empty())
    filters.conditions.push_back({Column::kSource, Test::kAnyOf, {}, values.any_of});
  if (!values.none_of.empty())
    filters.conditions.push_back({Column::kSource, Test::kNoneOf, {}, values.none_of});
  return "";
}

std::string take_states(const std::string& text, FilterParams& filters) {
  FilterValues values = values_in(text);
  std::string reason = take_words(kStates, values);
  if (reason.empty()) filters.states.push_back(std::move(values));
  return reason;
}

std::optional<bool> flag_in(const std::string& text) {
  if (text == "1" || text == "true") return true;
  if (text == "0" || text == "false") return false;
  return std::nullopt;
}

template <Column column>
std::string take_flag(const std::string& text, FilterParams& filters) {
  const auto flag = flag_in(text);
  if (!flag) return "must be 1 or 0";
  filters.conditions.push_back({column, Test::kAnyOf, {*flag ? 1 : 0}, {}});
  return "";
}

// The agent's index serves it. Two columns with indexes would make the server intersect them.
std::string take_unassigned(const std::string& text, FilterParams& filters) {
  if (flag_in(text) == true) filters.conditions.push_back({Column::kAgent, Test::kAnyOf, {0}, {}});
  return take_flag<Column::kUnassigned>(text, filters);
}

template <Column column, Test test>
std::string take_moment(const std::string& text, FilterParams& filters) {
  const auto moment = parse_moment(text);
  if (!moment) return "must be a date and time by RFC 3339, or database time";
  if (moment->database)
    filters.conditions.push_back({column, test, {}, {*moment->database}});
  else
    filters.moments.push_back({column, test, moment->utc});
  return "";
}

std::string take_subject_part(const std::string& text, FilterParams& filters) {
  filters.conditions.push_back({Column::kSubject, Test::kContains, {}, {text}});
  return "";
}

std::string take_email(const std::string& text, FilterParams& filters) {
  filters.email = text;
  return "";
}

std::string take_search(const std::string& text, FilterParams& filters) {
  filters.search = parse_search(text);
  return filters.search ? "" : "must have three characters at least";
}

struct Filter {
  std::string_view name;
  std::string (*take)(const std::string& text, FilterParams& filters);
};

constexpr Filter kFilters[] = {
    {"id", take_ids<Column::kId>},
    {"status_id", take_ids<Column::kStatus>},
    {"dept_id", take_ids<Column::kDepartment>},
    {"topic_id", take_ids<Column::kTopic>},
    {"priority_id", take_priorities},
    {"staff_id", take_ids<Column::kAgent>},
    {"team_id", take_ids<Column::kTeam>},
    {"sla_id", take_ids<Column::kSla>},
    {"user_id", take_ids<Column::kUser>},
    {"organization_id", take_ids<Column::kOrganization>},
    {"state", take_states},
    {"source", take_sources},
    {"unassigned", take_unassigned},
    {"overdue", take_flag<Column::kOverdue>},
    {"answered", take_flag<Column::kAnswered>},
    {"merged", take_flag<Column::kMerged>},
    {"created_since", take_moment<Column::kCreated, Test::kSince>},
    {"created_until", take_moment<Column::kCreated, Test::kUntil>},
    {"updated_since", take_moment<Column::kUpdated, Test::kSince>},
    {"updated_until", take_moment<Column::kUpdated, Test::kUntil>},
    {"closed_since", take_moment<Column::kClosed, Test::kSince>},
    {"closed_until", take_moment<Column::kClosed, Test::kUntil>},
    {"due_since", take_moment<Column::kDue, Test::kSince>},
    {"due_until", take_moment<Column::kDue, Test::kUntil>},
    {"email", take_email},
    {"q", take_subject_part},
    {"search", take_search},
};

bool is_field(std::string_view name) {
  return name.size() > kFieldPrefix.size() && name.substr(0, kFieldPrefix.size()) == kFieldPrefix;
}

}  // namespace

bool is_filter(std::string_view name) {
  return is_field(name) || std::any_of(std::begin(kFilters), std::end(kFilters),
                                       [&](const Filter& filter) { return filter.name == name; });
}

std::string take_filter(std::string_view name, const std::string& value, FilterParams& filters) {
  if (is_field(name)) {
    FilterValues values = escaped_values_in(value);
    if (count(values) > kMostValues) return kTooMany;
    filters.fields.emplace_back(name.substr(kFieldPrefix.size()), std::move(values));
    return "";
  }
  for (const Filter& filter : kFilters)
    if (filter.name == name) return filter.take(value, filters);
  return "is not a filter";
}

}  // namespace ost::api
