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

/// The mail of all help desks, as parts of what statistics_text.hpp declares.
std::string mail_prometheus_text(const Statistics& statistics);
std::string mail_status_html(const Statistics& statistics);
std::string mail_status_lines(const Statistics& statistics);

// Prometheus' text format, version 0.0.4.

/// A text as the value of a label.
std::string label_value(const char* text);

/// The two lines that say what a figure is.
void append_head(std::string& text, const std::string& name, const char* type, const char* help);

/// A figure of a virtual host, whose name is a label's value; `labels` are further ones, each with
/// a comma in front.
void append_figure(std::string& text, const std::string& name, const std::string& host,
                   const std::string& number, const std::string& labels = "");

}  // namespace ost::httpd
