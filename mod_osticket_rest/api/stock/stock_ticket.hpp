// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "api/stock/stock_body.hpp"
#include "domain/create/new_ticket.hpp"
#include "domain/desk/help_desk.hpp"

namespace ost::api {

/// The members of a request that osTicket has a name for nowhere, as its system log names them
/// (TicketApiController::getRequestStructure, ApiController::validateRequestStructure).
std::vector<std::string> unexpected_members(const StockBody& body, const domain::HelpDesk& desk);

/// The ticket that a request in osTicket's own format asks for (Ticket::create with the origin
/// API). kInvalidFields for files that are not sent as files are.
base::Result<domain::NewTicket> stock_ticket(const StockBody& body);

/// What is wrong with the origin that a request gives itself, as osTicket writes it: every origin
/// but the API is for osTicket's own pages. Empty where nothing is.
std::string origin_complaint(const base::Json::Object& members);

/// What is wrong with the due date that a request names, as osTicket writes it; empty where nothing
/// is. A date that is right is not used either: osTicket keeps those of agents alone.
std::string due_complaint(const base::Json::Object& members, std::int64_t now);

}  // namespace ost::api
