// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/desk/help_desk.hpp"

namespace ost::domain {

/// What filters look at, each with its text: "name", "email", "body", "topicId", "field.N" for a
/// field of a form, and "field.N.abb" and "field.N.M" for the abbreviation and the property M of
/// the items that were chosen in it. What is not there is "" to a rule.
using FilterData = std::map<std::string, std::string>;

/// One comparison, letter case ignored for ASCII (Filter::matches). A pattern that cannot be
/// decided matches neither way but "not_match".
bool matches_how(std::string_view how, std::string_view text, std::string_view value);

/// True for an active filter whose target is tickets of the API, or of any origin
/// (TicketFilter::getAllActive).
bool is_for_api(const db::FilterRow& filter);

/// The active filters for tickets of the API (or of any origin) that match, in their order, up to
/// and with the first that stops (TicketFilter::getMatchingFilterList).
std::vector<const db::FilterRow*> matching_filters(const HelpDesk& desk, const FilterData& data);

/// The filter that bans the address, or nullptr (Banlist::isBanned).
const db::FilterRow* find_ban(const HelpDesk& desk, std::string_view email);

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
