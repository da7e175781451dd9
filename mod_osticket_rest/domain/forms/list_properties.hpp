// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "domain/desk/help_desk.hpp"

namespace ost::domain {

/// The properties of a list item: the ids of the fields of its list's own form, each with the text
/// of the item's answer. Empty for a list without such a form (DynamicListItem::getFilterData).
std::vector<std::pair<std::int64_t, std::string>> list_properties(const HelpDesk& desk,
                                                                  const ListItem& item);

}  // namespace ost::domain
