// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "api/sink.hpp"
#include "domain/create/create_ticket.hpp"

namespace ost::api {

/// What osTicket answers: a status and a text, which is its whole body.
struct StockAnswer {
  int status = 200;
  std::string text;
};

/// "Unable to create new ticket :…", with what is wrong by fields: of the user, of the ticket form
/// by the numbers of its fields, of the topic's forms counted from 0 (TicketApiController::
/// createTicket, Ticket::create).
StockAnswer creation_failed(const base::Error& error, const domain::NewTicket& ticket,
                            const domain::HelpDesk& desk);
StockAnswer creation_failed(const std::string& complaint);

void send(const StockAnswer& answer, Sink& sink);

}  // namespace ost::api
