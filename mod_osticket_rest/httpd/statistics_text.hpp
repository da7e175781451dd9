// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "httpd/statistics.hpp"

namespace ost::httpd {

/// The counters in Prometheus' text format, version 0.0.4. What was never counted is left out where
/// it has labels.
std::string prometheus_text(const Statistics& statistics);

/// A section for mod_status' page.
std::string status_html(const Statistics& statistics);

/// The same as lines for `server-status?auto`.
std::string status_lines(const Statistics& statistics);

/// The bound, in microseconds, below which this share (0 to 1) of the requests took; empty when
/// there was none or when it lies above the last bound.
std::optional<std::int64_t> duration_quantile(const Statistics& statistics, double share);

}  // namespace ost::httpd
