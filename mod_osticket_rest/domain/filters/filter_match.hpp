// SPDX-License-Identifier: MIT
#pragma once

#include <map>
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

}  // namespace ost::domain
