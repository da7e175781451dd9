// SPDX-License-Identifier: MIT
#pragma once

#include <httpd.h>

namespace ost::httpd {

struct ChildState;

/// Puts the headers of OsTicketAllowOrigin into the answer to come. Before anything can fail: a
/// page has to be able to read an error too.
void allow_page(request_rec* request, const ChildState& child);

}  // namespace ost::httpd
