// SPDX-License-Identifier: MIT
#pragma once

#include <httpd.h>

#include "api/request.hpp"
#include "base/result.hpp"

namespace ost::httpd {

/// The request as the API sees it, its body read whole where the method has one. Errors:
/// kBodyTooLarge above `max_body_bytes` or LimitRequestBody, kInvalidParameter for a query string
/// that is not well formed, kClientGone when the body does not arrive.
base::Result<api::Request> read_request(request_rec* request, std::int64_t max_body_bytes);

}  // namespace ost::httpd
