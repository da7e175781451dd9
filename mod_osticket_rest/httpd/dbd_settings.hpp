// SPDX-License-Identifier: MIT
#pragma once

#include <httpd.h>

namespace ost::httpd {

/// What mod_dbd's directives say for a server or virtual host, with mod_dbd's own defaults. Texts
/// live in the pool that was given; nullptr where the directive is missing.
struct DbdSettings {
  const char* driver = nullptr;
  const char* parameters = nullptr;
  const char* group = nullptr;  ///< the option group that the parameters name
  bool is_persistent = true;    ///< false: DBDPersist Off
  long fewest = 1;              ///< DBDMin
  long kept = 2;                ///< DBDKeep
  long most = 10;               ///< DBDMax
  long idle_seconds = 300;      ///< DBDExptime
};

DbdSettings dbd_settings_of(const server_rec* server, apr_pool_t* pool);

/// The value of a key of DBDParams as the driver reads it; nullptr when the key is not there.
const char* dbd_parameter(const DbdSettings& settings, const char* key, apr_pool_t* pool);

/// Whether mod_dbd serves both from one pool of connections.
bool share_connections(const DbdSettings& a, const DbdSettings& b);

}  // namespace ost::httpd
