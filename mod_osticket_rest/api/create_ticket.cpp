// SPDX-License-Identifier: MIT
#include "domain/create_ticket.hpp"

#include "api/actions.hpp"
#include "api/body.hpp"
#include "api/caches.hpp"
#include "api/json_writer.hpp"
#include "domain/run_transaction.hpp"

namespace ost::api {
namespace {

void answer(const Request& request, const domain::CreatedTicket& ticket, Sink& sink) {
  sink.begin(201);
  sink.header("Location", request.path + "?id=" + std::to_string(ticket.id));
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  json.name("message").string("Ticket created");
  json.name("id").number(ticket.id).name("number").string(ticket.number);
  if (!ticket.warnings.empty()) {
    json.name("warnings").begin_array();
    for (const std::string& warning : ticket.warnings) json.string(warning);
    json.end_array();
  }
  json.end_object();
  sink.write(body);
}

// What the help desk refuses leaves one row behind, in its system log, so it is written by itself.
base::Status refuse(const domain::Creation& creation, const domain::HelpDesk& desk,
                    const Request& request, db::Connection& connection) {
  if (creation.log) {
    base::Status logged =
        domain::log_warning(connection, desk, *creation.log, request.client_address);
    if (!logged) return logged;
  }
  return *creation.refusal;
}

}  // namespace

base::Status create_ticket(const Request& request, Services& services, HeldLease lease,
                           Sink& sink) {
  auto parsed = parse_new_ticket(request.body);
  if (!parsed) return parsed.error();
  parsed->client_address = request.client_address;
  db::Connection& connection = lease->connection();
  const auto desk = help_desk(services, connection);
  if (!desk) return desk.error();
  std::optional<domain::Creation> refused;
  const auto created = domain::run_transaction(
      connection, services.settings.transaction_retries, [&]() -> base::Result<domain::Creation> {
        auto creation = domain::create_ticket(connection, **desk, *parsed, services.random);
        if (!creation || !creation->refusal) return creation;
        refused = *creation;
        return *creation->refusal;
      });
  if (refused) return refuse(*refused, **desk, request, connection);
  if (!created) return created.error();
  lease.reset();
  answer(request, created->ticket, sink);
  return {};
}

}  // namespace ost::api
