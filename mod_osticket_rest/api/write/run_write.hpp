// SPDX-License-Identifier: MIT
#pragma once

#include "api/actions.hpp"
#include "api/write/answer.hpp"
#include "domain/desk/run_transaction.hpp"

namespace ost::api {

/// A write, and over which connection it runs.
struct Write {
  const Call& call;
  Services& services;
  db::Connection& connection;
};

/// The answer that the request's Idempotency-Key stands for already; empty where the request has
/// none or comes for the first time. To be asked outside of a transaction. kKeyReused when the key
/// was sent with another request, kNotSupported where the module's table is missing.
base::Result<std::optional<WriteAnswer>> known_answer(const Write& write);

/// The first step of the transaction: takes the request's Idempotency-Key. Not empty when somebody
/// else has finished meanwhile; kKeyInUse while he has not.
base::Result<std::optional<WriteAnswer>> enter(const Write& write);

/// The last step of the transaction: keeps the answer with the key.
base::Status keep(const Write& write, const WriteAnswer& answer);

/// Now and then deletes some keys whose time is over. A failure is nobody's concern.
void forget_old_keys(const Write& write) noexcept;

/// Runs `work` (a function of no arguments that returns a Result<WriteAnswer>) in a transaction
/// that is repeated where the server asks for it. A POST with an Idempotency-Key has its key and
/// its answer written in that transaction, so that the same request is done once, wherever and
/// whenever it comes again, and gets the first answer. Work that fails leaves no key behind.
template <typename Work>
base::Result<WriteAnswer> run_write(const Write& write, Work&& work) {
  auto known = known_answer(write);
  if (!known) return known.error();
  if (*known) return std::move(**known);
  auto done = domain::run_transaction(write.connection, write.services.settings.transaction_retries,
                                      [&]() -> base::Result<WriteAnswer> {
                                        auto entered = enter(write);
                                        if (!entered) return entered.error();
                                        if (*entered) return std::move(**entered);
                                        auto answer = work();
                                        if (!answer) return answer;
                                        if (base::Status kept = keep(write, *answer); !kept)
                                          return kept.error();
                                        return answer;
                                      });
  if (done) forget_old_keys(write);
  return done;
}

/// kPreconditionFailed when the request has an If-Match that does not name the ticket of its
/// address in the present state, by the tag of any answer that showed it. To be asked first in the
/// transaction of the change: it locks the ticket, so that nobody changes it in between. A ticket
/// that is not there is for the change to find.
base::Status check_if_match(const Call& call, Services& services, db::Connection& connection);

}  // namespace ost::api
