// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "db/tickets/ticket_query.hpp"

namespace ost::api {

/// What to look for in osTicket's index. Words with operators (+must -mustn't "a phrase" begin*
/// (one other)) that make up a whole are looked for by MySQL's boolean mode, everything else in
/// natural language (MysqlSearchBackend::find). Empty for less than three bytes, for which osTicket
/// does not search.
std::optional<db::TicketSearch> parse_search(std::string_view text);

}  // namespace ost::api
