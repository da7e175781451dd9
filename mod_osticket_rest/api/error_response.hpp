// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace ost::api {

struct ErrorAnswer {
  int status = 500;
  std::string body;  ///< {"error":"sentence","code":"stable_code"} and "fields" or "request_id"
  std::vector<std::pair<std::string, std::string>> headers{};
};

/// The answer to a failure: the one table of status and code for each kind. A 500 names the request
/// by `request_id`, which the log has too.
ErrorAnswer answer_of(const base::Error& error, std::string_view request_id);

}  // namespace ost::api
