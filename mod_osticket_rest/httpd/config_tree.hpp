// SPDX-License-Identifier: MIT
#pragma once

#include <httpd.h>

// Needs httpd.h before it.
#include <http_config.h>

namespace ost::httpd {

/// The last value of a directive anywhere in the configuration; nullptr when it is not there.
const char* find_directive(const char* name);

/// Whether a directive stands anywhere in the configuration with this word as its first.
bool is_directive_set(apr_pool_t* pool, const char* name, const char* word);

/// Whether a directive stands anywhere in the configuration with this text in its words.
bool is_directive_with(const char* name, const char* text);

/// The value of another module's directive for a server or virtual host: its own, else the main
/// server's; nullptr when neither has it. The text is as in the file, quotes included.
const char* directive_of(const server_rec* server, const char* name);

/// Whether the directive is set to this word where it holds for requests to this server: in its own
/// block, or in none of a virtual host.
bool is_directive_set_for(const server_rec* server, apr_pool_t* pool, const char* name,
                          const char* word);

}  // namespace ost::httpd
