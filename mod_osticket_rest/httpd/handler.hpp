// SPDX-License-Identifier: MIT
#pragma once

#include <httpd.h>

namespace ost::httpd {

/// Puts the module's hooks where httpd calls them.
void register_hooks(apr_pool_t* pool);

}  // namespace ost::httpd
