// SPDX-License-Identifier: MIT
// What the methods do. Each gets the lease under which the key was checked, and has to let go of it
// before a client reads.
#pragma once

#include <memory>

#include "api/service.hpp"

namespace ost::api {

using HeldLease = std::unique_ptr<db::Lease>;

base::Status list_tickets(const Request& request, Services& services, HeldLease lease, Sink& sink);
base::Status create_ticket(const Request& request, Services& services, HeldLease lease, Sink& sink);
base::Status update_ticket(const Request& request, Services& services, HeldLease lease, Sink& sink);
base::Status delete_ticket(const Request& request, Services& services, HeldLease lease, Sink& sink);

}  // namespace ost::api
