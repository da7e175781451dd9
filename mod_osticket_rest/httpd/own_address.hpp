// SPDX-License-Identifier: MIT
// Addresses whose <Location> names one of this module's handlers belong to it alone: no file is
// looked for, no .htaccess is read, nothing is rewritten or passed on to PHP.
#pragma once

#include <httpd.h>

extern "C" {

/// pre_translate_name: keeps an own address from modules that pass undecoded ones on.
int osticket_rest_pre_translate(request_rec* request) noexcept;

/// translate_name: marks a request of an own address and gives it a file name for logs only.
int osticket_rest_translate(request_rec* request) noexcept;

/// map_to_storage: no walk through directories for a marked request.
int osticket_rest_map_to_storage(request_rec* request) noexcept;

/// type_checker: the handler that the <Location> names, whatever the address ends in.
int osticket_rest_set_handler(request_rec* request) noexcept;
}
