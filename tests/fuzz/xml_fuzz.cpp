// SPDX-License-Identifier: MIT
// Bodies of osTicket's own endpoint in XML: whatever is read becomes a ticket of clean text.
#include "api/stock/stock_ticket.hpp"
#include "base/text.hpp"
#include "fuzz/fuzz.hpp"

using namespace ost;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto members = api::read_stock_body(api::StockFormat::kXml, fuzz::text_of(data, size));
  if (!members) {
    fuzz::require(!members.error().message.empty(), "a refusal says why");
    return 0;
  }
  fuzz::require(!members->empty(), "what is read holds something");
  const api::StockBody body{api::StockFormat::kXml, *members};
  const auto ticket = api::stock_ticket(body);
  fuzz::require(ticket.ok(), "XML always makes a ticket");
  for (const std::string& text : {ticket->email, ticket->subject, ticket->message})
    fuzz::require(base::is_utf8(text) && text.find('\0') == std::string::npos, "text is clean");
  api::origin_complaint(*members);
  api::unexpected_members(body, domain::HelpDesk());
  return 0;
}
