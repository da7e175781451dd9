// SPDX-License-Identifier: MIT
// Prometheus' text format, version 0.0.4.
#pragma once

#include <string>

namespace ost::httpd {

/// A text as the value of a label.
std::string label_value(const char* text);

/// The two lines that say what a figure is.
void append_head(std::string& text, const std::string& name, const char* type, const char* help);

/// A figure of a virtual host, whose name is a label's value; `labels` are further ones, each with
/// a comma in front.
void append_figure(std::string& text, const std::string& name, const std::string& host,
                   const std::string& number, const std::string& labels = "");

}  // namespace ost::httpd
