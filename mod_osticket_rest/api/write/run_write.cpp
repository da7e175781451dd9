// SPDX-License-Identifier: MIT
#include "api/write/run_write.hpp"

#include "api/caches.hpp"
#include "api/read/list_params.hpp"
#include "api/read/ticket_tag.hpp"
#include "api/write/idempotent_request.hpp"
#include "db/tickets/idempotency.hpp"
#include "db/tickets/ticket_row.hpp"

namespace ost::api {
namespace {

using base::Errc;
using base::Error;
using Known = base::Result<std::optional<WriteAnswer>>;

constexpr std::int64_t kPause = 1;  // seconds until the first request has probably ended
// Each request with a key adds one, so that many more are deleted than are added.
constexpr std::uint32_t kOneIn = 8;
constexpr int kMostForgotten = 32;

db::NamedRequest named(const Write& write) {
  const IdempotentRequest& request = *write.call.idempotent;
  return {write.services.key_id, request.name_digest(), request.request_digest()};
}

Error reused() {
  return Error{Errc::kKeyReused,
               "This Idempotency-Key was sent with another request",
               "",
               {{"Idempotency-Key", "stands for another request"}}};
}

Error in_use() {
  Error error{Errc::kKeyInUse, "The first request with this Idempotency-Key is still running"};
  error.retry_after = kPause;
  return error;
}

// To create what a client means to be created once, without the means to see to it, would be worse
// than to refuse.
Error not_kept(const Error& cause) {
  if (cause.code != Errc::kSchemaChanged) return cause;
  return Error{
      Errc::kNotSupported,
      "This help desk is not set up for Idempotency-Key; without the header the request is "
      "carried out each time it is sent",
      cause.detail,
      {}};
}

Known find(const Write& write) {
  auto kept = db::find_kept_answer(write.connection, named(write));
  if (!kept) return not_kept(kept.error());
  if (!*kept) return std::optional<WriteAnswer>();
  if (!(*kept)->is_same_request) return reused();
  return std::optional<WriteAnswer>(
      WriteAnswer{(*kept)->status, (*kept)->location, (*kept)->body, true});
}

}  // namespace

Known known_answer(const Write& write) {
  if (!write.call.idempotent) return std::optional<WriteAnswer>();
  return find(write);
}

Known enter(const Write& write) {
  if (!write.call.idempotent) return std::optional<WriteAnswer>();
  const auto claim =
      db::claim_name(write.connection, named(write), write.services.settings.idempotency_seconds);
  if (!claim) return not_kept(claim.error());
  if (*claim == db::Claim::kTaken) return std::optional<WriteAnswer>();
  if (*claim == db::Claim::kRunning) return in_use();
  auto known = find(write);
  if (known && !*known) return in_use();
  return known;
}

base::Status keep(const Write& write, const WriteAnswer& answer) {
  if (!write.call.idempotent) return {};
  return db::keep_answer(write.connection, named(write),
                         {true, answer.status, answer.location, answer.body});
}

void forget_old_keys(const Write& write) noexcept {
  if (!write.call.idempotent) return;
  try {
    if (write.services.random.below(kOneIn) != 0) return;
    const base::Status forgotten = db::forget_old_names(write.connection, kMostForgotten);
    static_cast<void>(forgotten);
  } catch (...) {
    // The work has been done, so its answer must be sent.
  }
}

base::Status check_if_match(const Call& call, Services& services, db::Connection& connection) {
  const std::string* header = call.request.header("If-Match");
  if (!header) return {};
  const auto id = ticket_id_of(call);
  if (!id) return id.error();
  const auto ticket = db::lock_ticket(connection, *id);
  if (!ticket) return ticket.error();
  if (ticket->id == 0) return {};
  // Behind the lock: what was read before would keep showing the ticket as it was then.
  const auto names = shown_names(services, connection);
  if (!names) return names.error();
  const auto state = db::load_whole_state(connection, *id, **names, services.scope.shows_notes());
  if (!state) return state.error();
  if (names_state(*header, *state)) return {};
  return base::Error{base::Errc::kPreconditionFailed,
                     "The ticket is not in the state that If-Match names"};
}

}  // namespace ost::api
