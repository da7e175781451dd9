// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/filters/filter_match.hpp"

namespace ost::domain {

/// What the filters decide of a ticket, before topic, organisation and defaults have their say.
struct FilterVerdict {
  const db::FilterRow* rejected_by = nullptr;  ///< what stands behind it is not decided
  std::optional<std::int64_t> topic_id{};
  std::optional<std::int64_t> dept_id{};
  std::optional<std::int64_t> status_id{};
  std::optional<std::int64_t> priority_id{};
  std::optional<std::int64_t> sla_id{};
  std::optional<std::int64_t> staff_id{};
  std::optional<std::int64_t> team_id{};
  std::optional<std::int64_t> canned_response_id{};
  bool stops_answers = false;
};

using MatchingFilters = std::vector<const db::FilterRow*>;

/// What the matching filters decide together, the later ones over the earlier
/// (the classes of class.filter_action.php).
FilterVerdict judge(const HelpDesk& desk, const MatchingFilters& filters);

/// What each matching filter did, as the JSON of an event "edited"
/// (TriggerAction::getEventDescription).
std::vector<std::string> describe_filters(const HelpDesk& desk, const MatchingFilters& filters);

/// The configurations of what the filters send by mail once the ticket is there (FA_SendEmail).
std::vector<std::string> filter_mails(const HelpDesk& desk, const MatchingFilters& filters);

}  // namespace ost::domain
