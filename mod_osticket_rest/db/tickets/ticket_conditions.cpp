// SPDX-License-Identifier: MIT
#include "db/tickets/ticket_conditions.hpp"

#include <algorithm>

namespace ost::db {
namespace {

using Test = TicketCondition::Test;

constexpr char kTickets[] = " FROM {ticket} t";
constexpr char kJoinAnswers[] = " LEFT JOIN {ticket__cdata} s ON s.ticket_id = t.ticket_id";
constexpr char kJoinOwner[] = " LEFT JOIN {user} o ON o.id = t.user_id";
constexpr char kJoinPriority[] =
    " LEFT JOIN {ticket_priority} p ON p.priority_id = CAST(s.priority AS UNSIGNED)";

// The best matches first, before anything is joined, so that a common word costs no more than a
// rare one. Relevance is a whole number, as a position among fractions could not be found again.
constexpr char kFound[] =
    " FROM (SELECT f.ticket_id, MAX(f.relevance) AS relevance FROM"
    " (SELECT IF(z.object_type = 'T', z.object_id, h.object_id) AS ticket_id, z.relevance"
    " FROM (SELECT object_type, object_id, CAST(1000000 * MATCH (title, content) AGAINST (%s";
constexpr char kFoundWhere[] =
    ") AS SIGNED) AS relevance FROM {_search} WHERE object_type IN ('T', 'H')"
    " AND MATCH (title, content) AGAINST (%s";
constexpr char kFoundEntries[] =
    ") ORDER BY relevance DESC, object_id LIMIT 10000) z"
    // ThreadEntry::FLAG_HIDDEN
    " LEFT JOIN {thread_entry} e ON z.object_type = 'H' AND e.id = z.object_id AND e.flags & 4 = 0";
constexpr char kNoNote[] = " AND e.type <> 'N'";
constexpr char kFoundTickets[] =
    " LEFT JOIN {thread} h ON h.id = e.thread_id AND h.object_type IN ('T', 'C')) f"
    " WHERE f.ticket_id IS NOT NULL GROUP BY f.ticket_id) r"
    " JOIN {ticket} t ON t.ticket_id = r.ticket_id";

struct ColumnSql {
  const char* expression;
  bool may_be_null;
};

// In the order of TicketColumn. What an agent has set for a due date counts before what an SLA
// says.
constexpr ColumnSql kColumns[] = {
    {"t.ticket_id", false},
    {"t.number", true},
    {"t.status_id", false},
    {"t.dept_id", false},
    {"t.topic_id", false},
    {"t.user_id", false},
    {"t.staff_id", false},
    {"t.team_id", false},
    {"t.sla_id", false},
    {"o.org_id", true},
    {"s.priority", true},
    {"t.source", false},
    {"(t.staff_id = 0 AND t.team_id = 0)", false},
    {"t.isoverdue", false},
    {"t.isanswered", false},
    // Ticket::FLAG_COMBINE_THREADS, FLAG_SEPARATE_THREADS
    {"(t.flags & 3 <> 0)", false},
    {"t.created", false},
    {"t.updated", false},
    {"t.closed", true},
    {"COALESCE(t.duedate, t.est_duedate)", true},
    {"s.subject", true},
};

const ColumnSql& sql_of(TicketColumn column) {
  return kColumns[static_cast<std::size_t>(column)];
}

// In the order of TicketKey. What is missing comes last.
constexpr const char* kKeys[] = {
    "t.ticket_id",
    "t.created",
    "t.updated",
    "COALESCE(t.number, '')",
    "COALESCE(p.priority_urgency, 255)",
    "COALESCE(t.duedate, t.est_duedate, '9999-12-31 23:59:59')",
    "r.relevance",
};

const char* sql_of(TicketKey key) {
  return kKeys[static_cast<std::size_t>(key)];
}

bool concerns(const ListQuery& list, TicketColumn column) {
  return std::any_of(list.conditions.begin(), list.conditions.end(),
                     [&](const TicketCondition& c) { return c.column == column; });
}

std::string places(std::size_t count) {
  std::string text = "(";
  for (std::size_t i = 0; i < count; ++i) text += i ? ", %s" : "%s";
  return text + ")";
}

Values values_of(const std::vector<std::string>& texts) {
  return Values(texts.begin(), texts.end());
}

void add_any_of(QueryBuilder& query, const TicketCondition& condition) {
  const ColumnSql& column = sql_of(condition.column);
  const bool is_negated = condition.test == Test::kNoneOf;
  const bool has_values = !condition.numbers.empty() || !condition.texts.empty();
  if (is_negated && !has_values) return;
  std::string text = column.expression;
  if (is_negated && !column.may_be_null) text += " NOT";
  text += " IN ";
  const bool has_numbers = condition.texts.empty();
  text += has_numbers ? "%s" : places(condition.texts.size());
  // What a missing value is not, it is not.
  if (is_negated && column.may_be_null) text = "(" + text + ") IS NOT TRUE";
  query.where(text.c_str(), has_numbers ? Values{condition.numbers} : values_of(condition.texts));
}

// A zero date is none, so it is not before another.
void add_moment(QueryBuilder& query, const TicketCondition& condition) {
  const std::string column = sql_of(condition.column).expression;
  const std::string& moment = condition.texts.front();
  if (condition.test == Test::kSince)
    query.where((column + " >= %s").c_str(), {moment});
  else
    query.where((column + " >= '1000-01-01' AND " + column + " < %s").c_str(), {moment});
}

void add_condition(QueryBuilder& query, const TicketCondition& condition) {
  switch (condition.test) {
    case Test::kAnyOf:
    case Test::kNoneOf:
      return add_any_of(query, condition);
    case Test::kSince:
    case Test::kUntil:
      return add_moment(query, condition);
    case Test::kContains:
      query.where((std::string(sql_of(condition.column).expression) + " LIKE %s").c_str(),
                  {"%" + escape_like(condition.texts.front()) + "%"});
  }
}

void add_answer(QueryBuilder& query, const AnswerCondition& answer) {
  std::string matches;
  Values values{answer.field_ids};
  const auto add = [&](const std::string& match, Values of_match) {
    matches += (matches.empty() ? "" : " OR ") + match;
    for (Value& value : of_match) values.push_back(std::move(value));
  };
  if (!answer.values.empty())
    add("v.value IN " + places(answer.values.size()), values_of(answer.values));
  if (!answer.value_ids.empty()) add("v.value_id IN %s", {answer.value_ids});
  for (const std::string& key : answer.keys)
    add("v.value LIKE %s", {"%\"" + escape_like(key) + "\":%"});
  if (matches.empty()) matches = "FALSE";
  const std::string text = std::string(answer.is_negated ? "NOT " : "") +
                           "EXISTS (SELECT 1 FROM {form_entry} a"
                           " JOIN {form_entry_values} v ON v.entry_id = a.id"
                           " WHERE a.object_type = 'T' AND a.object_id = t.ticket_id"
                           " AND v.field_id IN %s AND (" +
                           matches + "))";
  query.where(text.c_str(), std::move(values));
}

bool orders_by(const ListQuery& list, TicketKey key) {
  return std::any_of(list.order.begin(), list.order.end(),
                     [&](const TicketOrder& order) { return order.key == key; });
}

std::string compared(const TicketOrder& order, const char* with) {
  return std::string(sql_of(order.key)) + with + "%s";
}

// (a > %s OR a = %s AND (b > %s OR b = %s AND …)) from the key at `at` on.
void add_behind(const ListQuery& list, std::size_t at, std::string& text, Values& values) {
  const TicketOrder& order = list.order[at];
  const std::string& value = (*list.after)[at];
  text += "(" + compared(order, order.is_descending ? " < " : " > ");
  values.emplace_back(value);
  if (at + 1 < list.order.size()) {
    text += " OR " + compared(order, " = ") + " AND ";
    values.emplace_back(value);
    add_behind(list, at + 1, text, values);
  }
  text += ")";
}

}  // namespace

void add_tickets(QueryBuilder& query, const ListQuery& list) {
  if (!list.search) {
    query.add(kTickets);
    return;
  }
  const bool is_boolean = list.search->mode == TicketSearch::Mode::kBoolean;
  const char* mode = is_boolean ? " IN BOOLEAN MODE" : " IN NATURAL LANGUAGE MODE";
  query.add(kFound, {list.search->words}).add(mode);
  query.add(kFoundWhere, {list.search->words}).add(mode).add(kFoundEntries);
  if (!list.search->with_notes) query.add(kNoNote);
  query.add(kFoundTickets);
}

void add_joins(QueryBuilder& query, const ListQuery& list, Joined joined) {
  const bool by_priority =
      joined == Joined::kConditionsAndOrder && orders_by(list, TicketKey::kPriority);
  if (by_priority || concerns(list, TicketColumn::kSubject) ||
      concerns(list, TicketColumn::kPriority))
    query.add(kJoinAnswers);
  if (by_priority) query.add(kJoinPriority);
  if (concerns(list, TicketColumn::kOrganization)) query.add(kJoinOwner);
}

void add_conditions(QueryBuilder& query, const ListQuery& list) {
  for (const TicketCondition& condition : list.conditions) add_condition(query, condition);
  for (const AnswerCondition& answer : list.answers) add_answer(query, answer);
}

void add_keys(QueryBuilder& query, const ListQuery& list) {
  for (std::size_t i = 0; i + 1 < list.order.size(); ++i)
    query.add(", ").add(sql_of(list.order[i].key));
}

void add_position(QueryBuilder& query, const ListQuery& list) {
  if (!list.after) return;
  const TicketOrder& first = list.order.front();
  // Says the same as what follows, for an index to begin by.
  query.where(compared(first, first.is_descending ? " <= " : " >= ").c_str(),
              {list.after->front()});
  std::string text;
  Values values;
  add_behind(list, 0, text, values);
  query.where(text.c_str(), std::move(values));
}

void add_order(QueryBuilder& query, const ListQuery& list) {
  query.add(" ORDER BY ");
  for (std::size_t i = 0; i < list.order.size(); ++i)
    query.add(i ? ", " : "")
        .add(sql_of(list.order[i].key))
        .add(list.order[i].is_descending ? " DESC" : "");
}

}  // namespace ost::db
