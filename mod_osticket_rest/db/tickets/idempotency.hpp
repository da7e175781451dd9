// SPDX-License-Identifier: MIT
// Requests that clients may repeat, in the module's own table {prefix}rest_idempotency.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "db/connection.hpp"

namespace ost::db {

/// False where osticket-rest-setup has not made the table.
base::Result<bool> has_idempotency(Connection& connection);

/// A request by the name that its client gave it. Digests are raw bytes.
struct NamedRequest {
  std::int64_t api_key_id = 0;
  std::string name_digest;
  std::string request_digest;
};

struct KeptAnswer {
  bool is_same_request = false;  ///< false: the name stands for another request
  int status = 0;
  std::string location;  ///< "": the answer had none
  std::string body;
};

/// What was answered to the request of that name; empty when its time is over or there was none.
base::Result<std::optional<KeptAnswer>> find_kept_answer(Connection& connection,
                                                         const NamedRequest& request);

enum class Claim { kTaken, kAnswered, kRunning };

/// Takes the name for the caller's transaction, until `seconds` from now: kTaken. kAnswered when a
/// transaction that has been committed has it, kRunning when one that still runs has it: MariaDB
/// says so at once, MySQL after the session's wait for a lock.
base::Result<Claim> claim_name(Connection& connection, const NamedRequest& request, int seconds);

/// Keeps the answer with the name, in the transaction that has taken it.
base::Status keep_answer(Connection& connection, const NamedRequest& request,
                         const KeptAnswer& answer);

/// Deletes at most `most` names whose time is over, in a transaction of its own.
base::Status forget_old_names(Connection& connection, int most);

}  // namespace ost::db
