// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "httpd/statistics.hpp"

namespace ost::httpd {

/// The mail of all help desks, as parts of what statistics_text.hpp declares.
std::string mail_prometheus_text(const Statistics& statistics);
std::string mail_status_html(const Statistics& statistics);
std::string mail_status_lines(const Statistics& statistics);

}  // namespace ost::httpd
