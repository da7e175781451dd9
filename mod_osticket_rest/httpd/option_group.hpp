// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace ost::httpd {

enum class OptionGroup {
  kFound,
  kMissing,
  kUnreadable,  ///< in none of the files that may be read, and there is one that may not
};

/// Looks for a group in the option files that MariaDB's client library reads, with the environment
/// that httpd has and the rights of the user that its children run as.
OptionGroup find_option_group(const std::string& group);

}  // namespace ost::httpd
