// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "db/tickets/ticket_query.hpp"

namespace ost::api {

/// Values of a filter: the ticket has one of the first, or where there are none any, and none of
/// the others.
struct FilterValues {
  std::vector<std::string> any_of{};
  std::vector<std::string> none_of{};
};

/// What the filters of a request ask for: conditions, and what only the help desk can make
/// conditions of.
struct FilterParams {
  struct SinceOrUntil {
    db::TicketColumn column;
    db::TicketCondition::Test test;
    std::int64_t utc;
  };

  std::vector<db::TicketCondition> conditions{};
  std::optional<std::string> email{};
  std::optional<db::TicketSearch> search{};
  std::vector<FilterValues> states{};
  std::vector<SinceOrUntil> moments{};
  std::vector<std::pair<std::string, FilterValues>> fields{};  ///< by the field's name

  bool is_empty() const {
    return conditions.empty() && !email && !search && states.empty() && moments.empty() &&
           fields.empty();
  }
};

/// True for the name of a filter of lists.
bool is_filter(std::string_view name);

/// Takes the value of a filter over; says what is wrong with it, "" when nothing is.
std::string take_filter(std::string_view name, const std::string& value, FilterParams& filters);

}  // namespace ost::api
