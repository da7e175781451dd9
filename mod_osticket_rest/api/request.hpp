// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ost::api {

/// What came in, free of any server's types. Header names are not kept: the edge picks what counts.
struct Request {
  std::string method;                                        ///< as sent, e.g. "GET"
  std::vector<std::pair<std::string, std::string>> query{};  ///< decoded, in order
  std::optional<std::string> key{};                          ///< X-API-Key, byte for byte
  std::optional<std::string> accept{};                       ///< Accept; empty for anything
  std::string client_address{};                              ///< IPv4 or IPv6, as text
  std::string body{};
  std::string path{};  ///< path of the resource, for Location
};

}  // namespace ost::api
