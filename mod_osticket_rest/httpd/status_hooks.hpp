// SPDX-License-Identifier: MIT
#pragma once

#include <httpd.h>

#include "httpd/statistics.hpp"

namespace ost::httpd {

/// The counters of this httpd, from its start on: restarts keep them. nullptr when there is no
/// shared memory to be had.
Statistics* shared_statistics(server_rec* main_server);

}  // namespace ost::httpd

extern "C" {

/// A section of its own on mod_status' page.
int osticket_rest_status(request_rec* request, int flags) noexcept;

/// The counters for Prometheus where httpd's configuration says SetHandler osticket-rest-metrics.
int osticket_rest_metrics(request_rec* request) noexcept;
}
