// SPDX-License-Identifier: MIT
#pragma once

#include <httpd.h>

namespace ost::httpd {

/// Asks each help desk, before httpd starts to serve, for the version of osTicket that its tables
/// are of. False, with a sentence in the log, when one is of a version that the module does not
/// know and its server does not say OsTicketUnknownSchema read-only. A database that cannot be
/// reached within a few seconds decides nothing: requests ask again.
bool probe_schemas(apr_pool_t* pool, server_rec* main_server);

}  // namespace ost::httpd
