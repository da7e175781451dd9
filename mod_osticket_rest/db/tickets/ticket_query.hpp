// SPDX-License-Identifier: MIT
// Which tickets to list, and in which order.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ost::db {

/// What a condition is about. Each is one expression of SQL (ticket_conditions.cpp).
enum class TicketColumn {
  kId,
  kNumber,
  kStatus,
  kDepartment,
  kTopic,
  kUser,
  kAgent,
  kTeam,
  kSla,
  kOrganization,
  kPriority,
  kSource,
  kUnassigned,
  kOverdue,
  kAnswered,
  kMerged,
  kCreated,
  kUpdated,
  kClosed,
  kDue,
  kSubject,
};

/// One condition. Of the values, which are numbers or texts as the column is, any or none has to be
/// the ticket's; a moment is one text of database time.
struct TicketCondition {
  enum class Test { kAnyOf, kNoneOf, kSince, kUntil, kContains };
  TicketColumn column = TicketColumn::kId;
  Test test = Test::kAnyOf;
  std::vector<std::int64_t> numbers{};
  std::vector<std::string> texts{};
};

/// A ticket's answer to any of the fields of a name: a whole value, the id that is stored with a
/// value, or a key among the choices of a value.
struct AnswerCondition {
  std::vector<std::int64_t> field_ids{};
  std::vector<std::string> values{};
  std::vector<std::int64_t> value_ids{};
  std::vector<std::string> keys{};  ///< as JSON writes them, without quotes
  bool is_negated = false;
};

/// Words to look for in osTicket's full-text index.
struct TicketSearch {
  enum class Mode { kNatural, kBoolean };
  std::string words;
  Mode mode = Mode::kNatural;
  bool with_notes = true;
};

enum class TicketKey { kId, kCreated, kUpdated, kNumber, kPriority, kDue, kRelevance };

/// One key of an order.
struct TicketOrder {
  TicketKey key = TicketKey::kId;
  bool is_descending = false;
};

/// Where a reading goes on: behind the ticket with these values of the keys of the order.
using TicketPosition = std::vector<std::string>;

/// Which tickets to list; conditions combine with AND.
struct ListQuery {
  std::int64_t page = 1;
  std::int64_t per_page = 20;
  std::vector<TicketCondition> conditions{};
  std::vector<AnswerCondition> answers{};
  std::optional<TicketSearch> search{};
  std::vector<TicketOrder> order{};  ///< empty: by id; else ends with the id
  std::optional<TicketPosition> after{};
  bool with_thread = true;    ///< false: nothing is asked of the ticket's thread, not even its id
  bool with_details = false;  ///< go with the thread
  bool with_whole_state = false;  ///< goes with details

  void add(TicketColumn column, std::int64_t number) {
    conditions.push_back({column, TicketCondition::Test::kAnyOf, {number}, {}});
  }
};

}  // namespace ost::db
