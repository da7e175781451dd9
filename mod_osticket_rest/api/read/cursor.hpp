// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "db/tickets/ticket_query.hpp"

namespace ost::api {

/// The places in a list at which clients go on. A cursor holds the values of the keys of the last
/// ticket that was read, and is signed together with what was asked for: it goes on in that list
/// only, for that API key. The secret is made of the API key, so that it is the same for all
/// workers and machines of one database, outlives them, and is none that a client could learn.
class Cursors {
 public:
  /// `list` says which tickets are listed, in which order.
  Cursors(std::string_view api_key, std::string list);

  std::string write(const db::TicketPosition& position) const;
  /// Empty for what `write` has not written for the same key and list.
  std::optional<db::TicketPosition> read(std::string_view cursor) const;

 private:
  std::string signature_of(std::string_view payload) const;

  std::string secret_;
  std::string list_;
};

}  // namespace ost::api
