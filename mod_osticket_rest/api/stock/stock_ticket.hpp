// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/sink.hpp"
#include "base/files.hpp"
#include "base/json.hpp"
#include "domain/create/create_ticket.hpp"
#include "domain/create/new_ticket.hpp"
#include "domain/desk/help_desk.hpp"

namespace ost::api {

enum class StockFormat { kJson, kXml };

/// A request that has been read: its members, and the contents of files that are not among them.
struct StockBody {
  StockFormat format = StockFormat::kJson;
  base::Json::Object members{};
  base::SpooledTexts texts{};
};

/// The members of a request in osTicket's own format, in their order: of XML the children and the
/// attributes of <ticket>, texts without white space at their ends, elements of one name as a list
/// (ApiJsonDataParser, XmlDataParser, ApiXmlDataParser). kInvalidJson with osTicket's sentence.
base::Result<base::Json::Object> read_stock_body(StockFormat format, std::string_view body);

/// What json_last_error says of a text that PHP cannot read.
const char* json_complaint(std::string_view text);

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
