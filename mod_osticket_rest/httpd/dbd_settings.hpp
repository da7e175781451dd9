// SPDX-License-Identifier: MIT
#pragma once

#include <apr_pools.h>
#include <httpd.h>

#include <string>

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

enum class OptionGroup {
  kFound,
  kMissing,
  kUnreadable,  ///< only in a file that httpd's children may not read
};

/// Looks for a group in the option files that MariaDB's client library reads in httpd's
/// environment, with the rights of the user that its children run as. Where httpd does not start as
/// root nothing can be told: kFound.
OptionGroup find_option_group(const std::string& group, apr_pool_t* pool);

/// Tells the operator, once for each different DBDParams, what will not work or is not safe: sizes
/// that mod_dbd does not take, a reconnecting driver, no option group, or one that is not found.
void warn_of_dbd_settings(server_rec* main_server);

}  // namespace ost::httpd
