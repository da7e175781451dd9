// SPDX-License-Identifier: MIT
// The background task that carries out the mail of all help desks of this httpd.
#pragma once

#include <httpd.h>

namespace ost::httpd {

/// At each start: decides for every server whether mail is on, and says in a sentence why it is
/// off. Where it is on, mod_watchdog is asked to run the task in one child process at a time.
void prepare_mail(apr_pool_t* pconf, server_rec* main_server);

}  // namespace ost::httpd

extern "C" {

/// The last one of the hooks of a child's start, as the task needs what the others make.
void osticket_rest_start_mail(apr_pool_t* pchild, server_rec* main_server) noexcept;
}
