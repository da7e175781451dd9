// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "db/tickets/ticket_query.hpp"

namespace ost::api {

/// Takes the value of `sort` over: keys with commas between them, a `-` before one that descends.
/// Says what is wrong with it, "" when nothing is.
std::string take_order(const std::string& value, std::vector<db::TicketOrder>& order);

/// The order that is meant, which is total: the one that was asked for, or else a search's by
/// relevance, or else by id; ending with the id.
std::vector<db::TicketOrder> total_order(std::vector<db::TicketOrder> asked, bool is_search);

}  // namespace ost::api
