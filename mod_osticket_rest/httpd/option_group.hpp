// SPDX-License-Identifier: MIT
#pragma once

#include <apr_pools.h>

#include <string>

namespace ost::httpd {

enum class OptionGroup {
  kFound,
  kMissing,
  kUnreadable,  ///< only in a file that httpd's children may not read
};

/// Looks for a group in the option files that MariaDB's client library reads in httpd's
/// environment, with the rights of the user that its children run as. Where httpd does not start as
/// root nothing can be told: kFound.
OptionGroup find_option_group(const std::string& group, apr_pool_t* pool);

}  // namespace ost::httpd
