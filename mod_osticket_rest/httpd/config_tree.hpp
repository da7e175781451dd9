// SPDX-License-Identifier: MIT
#pragma once

#include <httpd.h>

// Needs httpd.h before it.
#include <http_config.h>

namespace ost::httpd {

/// Whether a directive stands anywhere in the configuration with this word as its first.
bool is_directive_set(apr_pool_t* pool, const char* name, const char* word);

/// The first word of another module's directive for a server or virtual host, as that module gets
/// it, without its quotes: the server's own, else the main server's, the last where it stands more
/// than once. nullptr when neither has it.
const char* directive_of(const server_rec* server, const char* name, apr_pool_t* pool);

/// Whether the directive is set to this word where it holds for requests to this server: in its own
/// block, or in none of a virtual host.
bool is_directive_set_for(const server_rec* server, apr_pool_t* pool, const char* name,
                          const char* word);

}  // namespace ost::httpd
