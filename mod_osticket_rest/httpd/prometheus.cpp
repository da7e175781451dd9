// SPDX-License-Identifier: MIT
#include "httpd/statistics_text.hpp"

namespace ost::httpd {

std::string label_value(const char* text) {
  std::string value;
  for (; *text; ++text) {
    if (*text == '\\' || *text == '"') value += '\\';
    value += *text;
  }
  return value;
}

void append_head(std::string& text, const std::string& name, const char* type, const char* help) {
  text += "# HELP " + name + " " + help + "\n# TYPE " + name + " " + type + "\n";
}

void append_figure(std::string& text, const std::string& name, const std::string& host,
                   const std::string& number, const std::string& labels) {
  text.append(name).append("{vhost=\"").append(host).append("\"").append(labels);
  text.append("} ").append(number).append("\n");
}

}  // namespace ost::httpd
