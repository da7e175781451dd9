// SPDX-License-Identifier: MIT
// Which virtual host counts where in the shared counters.
#pragma once

#include <httpd.h>

#include "httpd/statistics.hpp"

namespace ost::httpd {

/// The counters of this httpd, from its start on: restarts keep them. nullptr when there is no
/// shared memory to be had.
Statistics* shared_statistics(server_rec* main_server);

/// Gives every server and virtual host the shared counters, and a slot of its own to each in which
/// the configuration binds the API's handler. False when there is no shared memory to be had.
bool share_statistics(apr_pool_t* pool, server_rec* main_server, const char* handler);

/// Where the requests to this server are counted.
std::size_t host_slot_of(const server_rec* server);
HostStatistics& statistics_of(const request_rec* request);

/// Where this process counts the connections that it uses for this server; nullptr: nowhere.
Gauge* connections_in_use(const server_rec* server);

/// Once the children's states are made: notes how many connections this process can use for each
/// virtual host: no more than it has threads.
void count_connections(PoolSlot& slot, server_rec* main_server);

}  // namespace ost::httpd
