// SPDX-License-Identifier: MIT
#pragma once

#include <httpd.h>

extern "C" {

/// `SetHandler osticket-rest-openapi`: the description of the API. Needs neither key nor database.
int osticket_rest_description_handler(request_rec* request) noexcept;
}
