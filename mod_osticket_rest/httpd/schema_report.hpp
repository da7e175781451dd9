// SPDX-License-Identifier: MIT
#pragma once

#include <httpd.h>

#include "db/connection.hpp"

namespace ost::httpd {

/// Asks each help desk, before httpd starts to serve, for the version of osTicket that its tables
/// are of, and logs a sentence for each that the module does not know. httpd starts all the same:
/// it may serve other sites. A database that cannot be reached within a few seconds is passed over:
/// requests ask again.
void report_unknown_schemas(apr_pool_t* pool, server_rec* main_server);

/// Warns in the log of a version of osTicket that is not known, of tables that cannot roll back
/// (MyISAM), in which a change that fails half way would leave its first half, and of the table of
/// the module that is missing. Says nothing when the database does not answer.
void report_tables(const server_rec* server, db::Pool& pool);

}  // namespace ost::httpd
