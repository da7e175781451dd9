// SPDX-License-Identifier: MIT
#include "api/accept.hpp"
#include "api/actions.hpp"
#include "api/api_key.hpp"
#include "api/caches.hpp"
#include "api/list_memory.hpp"
#include "api/service.hpp"

namespace ost::api {
namespace {

using base::Errc;
using base::Error;
using Action = base::Status (*)(const Request&, Services&, HeldLease, Sink&);

struct Route {
  const char* method;
  Permission permission;
  Action action;
};

constexpr Route kRoutes[] = {
    {"GET", Permission::kRead, list_tickets},      {"HEAD", Permission::kRead, list_tickets},
    {"POST", Permission::kCreate, create_ticket},  {"PUT", Permission::kUpdate, update_ticket},
    {"PATCH", Permission::kUpdate, update_ticket}, {"DELETE", Permission::kDelete, delete_ticket},
};

constexpr char kAllowed[] = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

const Route* find_route(const std::string& method) {
  for (const Route& route : kRoutes)
    if (method == route.method) return &route;
  return nullptr;
}

base::Status answer_options(Sink& sink) {
  sink.begin(200);
  sink.header("Allow", kAllowed);
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

// Leaves the key's id and scope in `services`.
base::Status check_key(const Request& request, Permission permission, Services& services,
                       db::Connection& connection) {
  const auto candidates = db::find_api_keys(connection, *request.key);
  if (!candidates) return candidates.error();
  const auto key_id = decide(*candidates, *request.key, request.client_address, permission);
  if (!key_id) {
    if (services.guard && is_failure(key_id.error().code)) services.guard->count_failure();
    return key_id.error();
  }
  services.key_id = *key_id;
  services.scope = services.settings.key_scopes.of(*key_id);
  if (services.scope.allows(permission)) return {};
  return Error{Errc::kForbidden, "This API key may not use this method", "", {}};
}

}  // namespace

base::Status handle(const Request& request, Services& services, Sink& sink) {
  if (request.method == "OPTIONS") return answer_options(sink);
  const Route* route = find_route(request.method);
  if (!route) return Error{Errc::kMethodNotAllowed, "This method is not allowed here", "", {}};
  if (base::Status checked = check_address(services.guard); !checked) return checked;
  if (request.accept && !accepts_json(*request.accept))
    return Error{
        Errc::kNotAcceptable, "Answers are application/json, which Accept excludes", "", {}};
  if (!request.key || request.key->empty())
    return Error{Errc::kMissingKey, "Missing API key", "", {}};
  auto lease = services.pool.lease();
  if (!lease) return lease.error();
  db::Connection& connection = (*lease)->connection();
  if (base::Status checked = check_key(request, route->permission, services, connection); !checked)
    return checked;
  base::Status done = route->action(request, services, std::move(lease).value(), sink);
  // Before the client knows of it, whatever became of the write.
  if (route->permission != Permission::kRead) ListMemory(services).forget();
  return done;
}

}  // namespace ost::api
