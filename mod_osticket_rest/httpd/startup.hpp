// SPDX-License-Identifier: MIT
#pragma once

#include <httpd.h>

extern "C" {

/// Checks the configuration once it has been read: the module needs mod_dbd with a driver and room
/// for OsTicketPoolSize connections.
int osticket_rest_check_config(apr_pool_t* pconf, apr_pool_t* plog, apr_pool_t* ptemp,
                               server_rec* main_server) noexcept;

/// Registers the lock of the shared cache.
int osticket_rest_pre_config(apr_pool_t* pconf, apr_pool_t* plog, apr_pool_t* ptemp) noexcept;

/// Makes what all processes share: the counters and the cache of lists' totals. Once at
/// start, help desks of an unknown version of osTicket are reported.
int osticket_rest_post_config(apr_pool_t* pconf, apr_pool_t* plog, apr_pool_t* ptemp,
                              server_rec* main_server) noexcept;

/// Makes what the threads of this child process share.
void osticket_rest_child_init(apr_pool_t* pchild, server_rec* main_server) noexcept;
}
