// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace ost::httpd {

struct SecretFile {
  const char* fault = nullptr;  ///< what is wrong with the file; names no path
  std::string secret{};
};

/// osTicket's SECRET_SALT, alone on the one line of a file that only its owner may read.
SecretFile read_secret_file(const char* path);

}  // namespace ost::httpd
