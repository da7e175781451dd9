// SPDX-License-Identifier: MIT
#pragma once

#include <httpd.h>

namespace ost::httpd {

/// Tells the operator, once for each different DBDParams, what will not work or is not safe: sizes
/// that mod_dbd does not take, a reconnecting driver, no option group, or one that is not found.
void warn_of_dbd_settings(server_rec* main_server);

}  // namespace ost::httpd
