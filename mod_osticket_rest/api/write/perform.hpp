// SPDX-License-Identifier: MIT
// The one way by which an action on a ticket goes from a call to its answer.
#pragma once

#include <type_traits>
#include <utility>

#include "api/caches.hpp"
#include "api/write/run_write.hpp"
#include "domain/ticket/action.hpp"

namespace ost::api {

/// A call, and where its answer goes.
struct Performance {
  Call& call;
  Services& services;
  Sink& sink;
};

/// The connection of the call, or one that is leased for as long as `own` lives.
inline base::Result<db::Connection*> connection_of(const Performance& of, HeldLease& own) {
  if (of.call.lease) return &of.call.lease->connection();
  auto lease = of.services.pool.lease();
  if (!lease) return lease.error();
  own = std::move(*lease);
  return &own->connection();
}

/// Runs a change of tickets and sends its answer. `prepare(const HelpDesk&)` returns a Result of
/// all that needs no row, before a connection is leased: texts are cleaned there. `work(const
/// ActionContext&, prepared)` returns a Result<WriteAnswer>, inside one transaction that is
/// repeated after a deadlock. Afterwards no connection is held, and whoever sends mail is woken.
template <typename Prepare, typename Work>
base::Status transact(const Performance& of, Prepare&& prepare, Work&& work) {
  db::Connection* held = of.call.lease ? &of.call.lease->connection() : nullptr;
  auto answer = with_help_desk(
      of.services, held, [&](const domain::HelpDesk& desk) -> base::Result<WriteAnswer> {
        const auto prepared = prepare(desk);
        if (!prepared) return prepared.error();
        HeldLease own;
        const auto connection = connection_of(of, own);
        if (!connection) return connection.error();
        const domain::ActionContext context{**connection, desk, of.call.actor, of.services.random,
                                            of.services.settings.mail};
        return run_write({of.call, of.services, **connection}, [&]() -> base::Result<WriteAnswer> {
          base::Status met = check_if_match(of.call, of.services, **connection);
          if (!met) return met.error();
          return work(context, *prepared);
        });
      });
  if (!answer) return answer.error();
  of.call.lease.reset();
  if (of.services.bell) of.services.bell->ring();
  send(*answer, of.sink);
  return {};
}

/// What needs no preparation.
inline base::Result<bool> nothing(const domain::HelpDesk&) {
  return true;
}

/// Runs an action on one ticket, which is locked first: `act(TicketAction&, prepared)`.
template <typename Prepare, typename Act>
base::Status perform(const Performance& of, std::int64_t ticket_id, Prepare&& prepare, Act&& act) {
  return transact(
      of, prepare,
      [&](const domain::ActionContext& context, const auto& prepared) -> base::Result<WriteAnswer> {
        auto action = domain::begin_action(context, ticket_id);
        if (!action) return action.error();
        auto done = act(*action, prepared);
        if (!done) return done;
        if (base::Status finished = domain::finish_action(*action); !finished)
          return finished.error();
        return done;
      });
}

/// The same for an action that has nothing to prepare: `act(TicketAction&)`.
template <typename Act>
base::Status perform(const Performance& of, std::int64_t ticket_id, Act&& act) {
  return perform(of, ticket_id, nothing,
                 [&](domain::TicketAction& action, bool) { return act(action); });
}

}  // namespace ost::api
