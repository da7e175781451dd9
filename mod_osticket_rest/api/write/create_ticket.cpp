// SPDX-License-Identifier: MIT
#include "domain/create/create_ticket.hpp"

#include "api/actions.hpp"
#include "api/caches.hpp"
#include "api/json/json_writer.hpp"
#include "api/read/list_params.hpp"
#include "api/write/body.hpp"
#include "api/write/run_write.hpp"
#include "api/write/submission.hpp"
#include "domain/create/new_ticket.hpp"

namespace ost::api {
namespace {

WriteAnswer answer_of(const Call& call, const domain::CreatedTicket& ticket) {
  WriteAnswer answer{201, call.resource + "?id=" + std::to_string(ticket.id)};
  JsonWriter json(answer.body);
  json.begin_object();
  json.name("message").string("Ticket created");
  json.name("id").number(ticket.id).name("number").string(ticket.number);
  if (!ticket.warnings.empty()) {
    json.name("warnings").begin_array();
    for (const std::string& warning : ticket.warnings) json.string(warning);
    json.end_array();
  }
  json.end_object();
  return answer;
}

// What of a request needs more than the right to create.
std::vector<base::FieldError> beyond_scope(const domain::NewTicket& ticket, KeyScope scope) {
  const domain::Wishes& wishes = ticket.wishes;
  struct Need {
    const char* member;
    bool is_given;
    Permission permission;
  };
  const Need needs[] = {
      {"dept_id", wishes.dept_id || ticket.names.department, Permission::kTransfer},
      {"status_id", wishes.status_id || ticket.names.status, Permission::kUpdate},
      {"staff_id", wishes.staff_id.has_value(), Permission::kAssign},
      {"team_id", wishes.team_id.has_value(), Permission::kAssign},
      {"sla_id", wishes.sla_id.has_value(), Permission::kEdit},
      {"due", wishes.due.has_value(), Permission::kEdit},
      {"note", ticket.note.has_value(), Permission::kNote},
      {"cc", !ticket.cc.empty(), Permission::kPeople},
  };
  std::vector<base::FieldError> beyond;
  for (const Need& need : needs)
    if (need.is_given && !scope.allows(need.permission))
      beyond.push_back({need.member, "this API key may not set it"});
  return beyond;
}

// What the help desk refuses leaves one row behind, in its system log, so it is written by itself.
base::Error refuse(const domain::Refusal& refusal, const domain::HelpDesk& desk,
                   const std::string& client_address, db::Connection& connection) {
  const base::Status logged = domain::log_warning(connection, desk, refusal.log, client_address);
  return logged ? refusal.error : logged.error();
}

// Texts and forms first: a connection is taken for what asks the database alone.
base::Result<WriteAnswer> create(const domain::NewTicket& ticket, const domain::HelpDesk& desk,
                                 const Call& call, Services& services) {
  const auto settled = domain::settle_wishes(desk, ticket);
  if (!settled) return settled.error();
  const auto prepared = domain::prepare_ticket(desk, *settled);
  if (!prepared) return prepared.error();
  const auto lease = services.pool.lease();
  if (!lease) return lease.error();
  db::Connection& connection = (*lease)->connection();
  std::optional<domain::Refusal> refused;
  auto answer = run_write({call, services, connection}, [&]() -> base::Result<WriteAnswer> {
    const auto creation =
        domain::create_ticket(connection, *prepared, {services.random, services.settings.mail});
    if (!creation) return creation.error();
    if (!creation->refusal) return answer_of(call, creation->ticket);
    refused = creation->refusal;
    return refused->error;
  });
  if (refused) return refuse(*refused, desk, ticket.client_address, connection);
  return answer;
}

}  // namespace

base::Status create_ticket(Call& call, Services& services, Sink& sink) {
  // The published API takes an id here, and does nothing with it.
  if (base::Status known = check_parameters(call.request, {"id"}); !known) return known;
  auto submission = read_submission(call, services);
  if (!submission) return submission.error();
  auto parsed = parse_new_ticket(std::move(submission).value());
  if (!parsed) return parsed.error();
  if (auto beyond = beyond_scope(*parsed, services.scope); !beyond.empty())
    return base::Error{base::Errc::kForbidden, "This API key may not set all of this", "",
                       std::move(beyond)};
  parsed->client_address = call.request.client_address;
  parsed->received_at = services.clock.now_utc();
  parsed->note_agent_id = call.actor.agent_id;
  const auto answer = with_help_desk(services, nullptr, [&](const domain::HelpDesk& desk) {
    return create(*parsed, desk, call, services);
  });
  if (!answer) return answer.error();
  if (services.bell) services.bell->ring();
  send(*answer, sink);
  return {};
}

}  // namespace ost::api
