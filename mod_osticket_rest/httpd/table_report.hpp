// SPDX-License-Identifier: MIT
#pragma once

#include <httpd.h>

#include "db/connection.hpp"

namespace ost::httpd {

/// Warns in the log of a version of osTicket that is not known, of tables that cannot roll back
/// (MyISAM), in which a change that fails half way would leave its first half, and of the table of
/// the module that is missing. Says nothing when the database does not answer.
void report_tables(const server_rec* server, db::Pool& pool);

}  // namespace ost::httpd
