// SPDX-License-Identifier: MIT
// What the routes do.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "api/http/path.hpp"
#include "api/service.hpp"
#include "domain/desk/actor.hpp"

namespace ost::api {

class IdempotentRequest;

using HeldLease = std::unique_ptr<db::Lease>;

/// A request that has found its route, with a key that may take it.
struct Call {
  const Request& request;
  std::string resource;  ///< the address up to its resource, percent-encoded
  PathNumbers numbers;   ///< by the names in the route's pattern
  /// The lease under which the key was checked; nullptr where the route takes a body. To be let go
  /// of before a client reads.
  HeldLease lease;
  IdempotentRequest* idempotent = nullptr;  ///< of a POST with an Idempotency-Key
  domain::Actor actor{};                    ///< who acts; an agent was there a moment ago
  std::string_view pattern{};               ///< the route's
};

using Action = base::Status (*)(Call& call, Services& services, Sink& sink);

base::Status list_tickets(Call& call, Services& services, Sink& sink);
base::Status show_ticket(Call& call, Services& services, Sink& sink);
base::Status send_file(Call& call, Services& services, Sink& sink);
base::Status list_events(Call& call, Services& services, Sink& sink);
base::Status list_collaborators(Call& call, Services& services, Sink& sink);
base::Status create_ticket(Call& call, Services& services, Sink& sink);
base::Status update_ticket(Call& call, Services& services, Sink& sink);
base::Status delete_ticket(Call& call, Services& services, Sink& sink);
base::Status post_reply(Call& call, Services& services, Sink& sink);
base::Status post_note(Call& call, Services& services, Sink& sink);
base::Status post_message(Call& call, Services& services, Sink& sink);
base::Status add_collaborator(Call& call, Services& services, Sink& sink);
base::Status remove_collaborator(Call& call, Services& services, Sink& sink);
base::Status merge_tickets(Call& call, Services& services, Sink& sink);
base::Status link_tickets(Call& call, Services& services, Sink& sink);
base::Status unlink_tickets(Call& call, Services& services, Sink& sink);
base::Status refer_ticket(Call& call, Services& services, Sink& sink);

/// What has changed since, and what there is of each kind.
base::Status show_changes(Call& call, Services& services, Sink& sink);
base::Status show_stats(Call& call, Services& services, Sink& sink);

/// One of the catalogues, by the route's first segment: whole, or one of its rows.
base::Status show_catalogue(Call& call, Services& services, Sink& sink);
base::Status show_users(Call& call, Services& services, Sink& sink);
base::Status show_organizations(Call& call, Services& services, Sink& sink);

/// The whole body, which is to be JSON: empty text where there is none, kBodyTooLarge.
base::Result<std::string> read_body(const Call& call, const Services& services);

}  // namespace ost::api
