// SPDX-License-Identifier: MIT
#pragma once

#include <httpd.h>

namespace ost::httpd {

/// Asks each help desk, before httpd starts to serve, for the version of osTicket that its tables
/// are of, and logs a sentence for each that the module does not know. httpd starts all the same:
/// it may serve other sites. A database that cannot be reached within a few seconds is passed over:
/// requests ask again.
void report_unknown_schemas(apr_pool_t* pool, server_rec* main_server);

}  // namespace ost::httpd
