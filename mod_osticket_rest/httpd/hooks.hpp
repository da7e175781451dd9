// SPDX-License-Identifier: MIT
#pragma once

// Every function of the module that httpd calls, and what its start needs.
#include <httpd.h>

namespace ost::httpd {

/// Puts the module's hooks where httpd calls them.
void register_hooks(apr_pool_t* pool);

/// At each start: decides for every server whether mail is on, and says in a sentence why it is
/// off. Where it is on, mod_watchdog is asked to run the task that sends it in one child process at
/// a time.
void prepare_mail(apr_pool_t* pconf, server_rec* main_server);

}  // namespace ost::httpd

extern "C" {

/// Registers the lock of the shared cache.
int osticket_rest_pre_config(apr_pool_t* pconf, apr_pool_t* plog, apr_pool_t* ptemp) noexcept;

/// Checks the configuration once it has been read: the module needs mod_dbd with a driver and room
/// for OsTicketPoolSize connections.
int osticket_rest_check_config(apr_pool_t* pconf, apr_pool_t* plog, apr_pool_t* ptemp,
                               server_rec* main_server) noexcept;

/// Makes what all processes share: the counters and the cache of lists' totals. Once at
/// start, help desks of an unknown version of osTicket are reported.
int osticket_rest_post_config(apr_pool_t* pconf, apr_pool_t* plog, apr_pool_t* ptemp,
                              server_rec* main_server) noexcept;

/// Makes what the threads of this child process share.
void osticket_rest_child_init(apr_pool_t* pchild, server_rec* main_server) noexcept;

/// Starts the background task that carries out mail: the last one of the hooks of a child's start,
/// as the task needs what the others make.
void osticket_rest_start_mail(apr_pool_t* pchild, server_rec* main_server) noexcept;

// Addresses whose <Location> names one of this module's handlers belong to it alone: no file is
// looked for, no .htaccess is read, nothing is rewritten or passed on to PHP.

/// pre_translate_name: keeps an own address from modules that pass undecoded ones on.
int osticket_rest_pre_translate(request_rec* request) noexcept;

/// translate_name: marks a request of an own address and gives it a file name for logs only.
int osticket_rest_translate(request_rec* request) noexcept;

/// map_to_storage: no walk through directories for a marked request.
int osticket_rest_map_to_storage(request_rec* request) noexcept;

/// type_checker: the handler that the <Location> names, whatever the address ends in.
int osticket_rest_set_handler(request_rec* request) noexcept;

/// `SetHandler osticket-rest-openapi`: the description of the API. Needs neither key nor database.
int osticket_rest_description_handler(request_rec* request) noexcept;

/// `SetHandler osticket-rest-metrics`: the counters for Prometheus.
int osticket_rest_metrics(request_rec* request) noexcept;

/// A section of its own on mod_status' page.
int osticket_rest_status(request_rec* request, int flags) noexcept;
}
