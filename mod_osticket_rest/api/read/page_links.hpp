// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "api/read/list_params.hpp"
#include "api/read/page_writer.hpp"

namespace ost::api {

/// The value of a Link header (RFC 8288): the pages around this one, or the one behind it where the
/// list goes on by cursor; "" where there is none. The addresses are relative to the server's root.
std::string page_links(const Request& request, const ReadParams& params, const Page& page);

}  // namespace ost::api
