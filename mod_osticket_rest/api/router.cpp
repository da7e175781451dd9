// SPDX-License-Identifier: MIT
#include "api/caches.hpp"
#include "api/http/request_headers.hpp"
#include "api/read/list_memory.hpp"
#include "api/routes.hpp"
#include "api/write/idempotent_request.hpp"
#include "base/text.hpp"
#include "domain/ticket/permission.hpp"

namespace ost::api {
namespace {

using base::Errc;
using base::Error;

// Headers by which some clients ask for another method than the one they send.
constexpr std::string_view kOverrides[] = {"X-HTTP-Method-Override", "X-HTTP-Method",
                                           "X-Method-Override"};

base::Status answer_options(const Destination& destination, Sink& sink) {
  sink.begin(200);
  sink.header("Allow", destination.allowed);
  sink.write("{}");
  return {};
}

// What tells somebody who guesses keys that the guess was wrong.
bool is_failure(Errc code) {
  return code == Errc::kInvalidKey || code == Errc::kUnauthorizedAddress;
}

base::Status check_address(const AuthGuard* guard) {
  const std::int64_t seconds = guard ? guard->seconds_to_wait() : 0;
  if (seconds == 0) return {};
  Error error{Errc::kTooManyFailures, "Too many refused API keys from this address", "", {}};
  error.retry_after = seconds;
  return error;
}

// A method that is asked for in a header only would be passed over, and the one that was sent done.
base::Status check_override(const Request& request) {
  for (const std::string_view name : kOverrides) {
    if (!request.header(name)) continue;
    const std::string header(name);
    return Error{Errc::kInvalidParameter,
                 header + " is not supported: send the method itself",
                 "",
                 {{header, "is not supported"}}};
  }
  return {};
}

// Whoever packs a body decides how large it becomes.
base::Status check_coding(const Request& request) {
  const std::string* coding = request.header("Content-Encoding");
  if (!coding || coding->empty() || base::equal_ignoring_case(*coding, "identity")) return {};
  return Error{Errc::kUnsupportedMediaType,
               "The body must be sent as it is, without a Content-Encoding",
               "",
               {}};
}

base::Status check_body(const Request& request, Takes takes, const Settings& settings) {
  if (takes == Takes::kNothing || !request.body) return {};
  if (base::Status checked = check_coding(request); !checked) return checked;
  if (takes == Takes::kFiles)
    return check_announced(*request.body, settings.max_body_bytes + settings.max_upload_bytes);
  if (request.is_multipart())
    return Error{Errc::kUnsupportedMediaType, "The body must be JSON, not multipart", "", {}};
  return check_announced(*request.body, settings.max_body_bytes);
}

// All that can be judged without the database and without reading the body.
base::Status check_request(const Request& request, const Route& route, const Services& services) {
  if (base::Status checked = check_address(services.guard); !checked) return checked;
  const std::string* accept = request.header("Accept");
  if (accept && route.gives == Gives::kJson && !accepts_json(*accept))
    return Error{
        Errc::kNotAcceptable, "Answers are application/json, which Accept excludes", "", {}};
  const std::string* key = request.header("X-API-Key");
  if (!key || key->empty()) return Error{Errc::kMissingKey, "Missing API key", "", {}};
  if (base::Status checked = check_override(request); !checked) return checked;
  return check_body(request, route.takes, services.settings);
}

base::Status take_lease(Services& services, HeldLease& lease) {
  auto taken = services.pool.lease();
  if (!taken) return taken.error();
  lease = std::move(*taken);
  return {};
}

base::Result<KeyDecision> ask_for_key(const KeyUse& use, Services& services, HeldLease& lease) {
  if (base::Status taken = take_lease(services, lease); !taken) return taken.error();
  const auto candidates = db::find_api_keys(lease->connection(), std::string(use.key));
  if (!candidates) return candidates.error();
  return decide(*candidates, use, services.settings.key_scopes);
}

// Leaves the key's id and scope in `services`. A key that was let in a moment ago is not asked for;
// for any other the lease is taken.
base::Status check_key(const Request& request, Permission permission, Services& services,
                       HeldLease& lease) {
  const KeyUse use{*request.header("X-API-Key"), request.client_address, permission};
  const std::int64_t now = services.clock.monotonic_microseconds();
  const std::int64_t life = std::int64_t{services.settings.key_milliseconds} * 1000;
  if (const auto known = life > 0 ? services.caches.keys.find(use, now) : std::nullopt) {
    services.key_id = *known;
    services.scope = services.settings.key_scopes.of(*known);
    return {};
  }
  const auto decision = ask_for_key(use, services, lease);
  if (!decision) return decision.error();
  services.key_id = decision->key_id;
  services.scope = services.settings.key_scopes.of(decision->key_id);
  if (decision->status && life > 0) services.caches.keys.keep(use, decision->key_id, now + life);
  if (!decision->status && services.guard && is_failure(decision->status.error().code))
    services.guard->count_failure();
  return decision->status;
}

// The route and its numbers, however the client wrote them.
std::string address_of(const Destination& destination) {
  std::string address(destination.route->pattern);
  for (const auto& [name, number] : destination.numbers) address += " " + std::to_string(number);
  return address;
}

using MaybeIdempotent = base::Result<std::optional<IdempotentRequest>>;

MaybeIdempotent find_idempotency_key(const Request& request, const Destination& destination) {
  if (request.method != "POST") return std::optional<IdempotentRequest>();
  std::string address = address_of(destination);
  if (const std::string* agent = request.header("X-Staff-Id")) address += " for " + *agent;
  return IdempotentRequest::of(request, address);
}

// Who acts. An agent has to be there, but for a key that only reads and names none.
base::Result<domain::Actor> find_actor(const Request& request, const Route& route,
                                       Services& services, const HeldLease& lease) {
  const std::string* named = request.header("X-Staff-Id");
  const auto agent_id = services.settings.key_agents.agent_of(services.key_id, named);
  if (!agent_id) return agent_id.error();
  const domain::Actor actor{services.key_id, *agent_id, request.client_address};
  if (*agent_id == KeyAgents::kNobody)
    return route.acts == Acts::kAgent ? base::Result<domain::Actor>(domain::agent_required())
                                      : base::Result<domain::Actor>(actor);
  if (route.permission == Permission::kRead && !named) return actor;
  const auto desk = help_desk(services, lease ? &lease->connection() : nullptr);
  if (!desk) return desk.error();
  const auto agent = domain::find_acting_agent(**desk, *agent_id);
  if (!agent) return agent.error();
  return actor;
}

// No connection is held while a body comes in; any other action starts with one.
base::Status fit_lease(const Route& route, Services& services, HeldLease& lease) {
  if (route.takes == Takes::kNothing) return lease ? base::Status() : take_lease(services, lease);
  lease.reset();
  return {};
}

Error no_such_method(const Destination& destination) {
  Error error{Errc::kMethodNotAllowed, "This method is not allowed here", "", {}};
  error.allow = destination.allowed;
  return error;
}

}  // namespace

base::Result<std::string> read_body(const Call& call, const Services& services) {
  if (!call.request.body) return std::string();
  return read_whole(*call.request.body, services.settings.max_body_bytes);
}

base::Status handle(const Request& request, Services& services, Sink& sink) {
  auto destination = find_destination(request.method, request.path);
  if (!destination) return Error{Errc::kNotFound, "There is nothing at this address", "", {}};
  if (request.method == "OPTIONS") return answer_options(*destination, sink);
  if (!destination->route) return no_such_method(*destination);
  const Route& route = *destination->route;
  services.asked = route.permission;
  if (base::Status checked = check_request(request, route, services); !checked) return checked;
  auto idempotent = find_idempotency_key(request, *destination);
  if (!idempotent) return idempotent.error();
  HeldLease lease;
  if (base::Status checked = check_key(request, route.permission, services, lease); !checked)
    return checked;
  auto actor = find_actor(request, route, services, lease);
  if (!actor) return actor.error();
  if (base::Status fits = fit_lease(route, services, lease); !fits) return fits;
  Request named;
  if (*idempotent) {
    named = request;
    named.body = &**idempotent;
  }
  Call call{*idempotent ? named : request,
            std::move(destination->resource),
            std::move(destination->numbers),
            std::move(lease),
            *idempotent ? &**idempotent : nullptr,
            std::move(*actor),
            route.pattern};
  base::Status done = route.action(call, services, sink);
  // Before the client knows of it, whatever became of the write.
  if (route.permission != Permission::kRead) ListMemory(services).forget();
  return done;
}

}  // namespace ost::api
