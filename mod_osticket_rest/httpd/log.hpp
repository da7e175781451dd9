// SPDX-License-Identifier: MIT
// The one place that sets up httpd's logging for C++.
#pragma once

#include <httpd.h>
// The log macros need the module's index, so this order matters.
#include <http_config.h>
#include <http_log.h>

extern "C" {
extern module AP_MODULE_DECLARE_DATA osticket_rest_module;
}
APLOG_USE_MODULE(osticket_rest);

/// Begins the format of each line that the module logs; a check holds the numbers apart.
#define OST_NUMBER(number) "OSTR" #number ": "
