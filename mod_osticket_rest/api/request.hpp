// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/http/body_reader.hpp"

namespace ost::api {

/// Names and values, in the order in which they came.
using Parameters = std::vector<std::pair<std::string, std::string>>;

/// What came in, free of any server's types.
struct Request {
  std::string method{};          ///< as sent, e.g. "GET"
  std::string path{};            ///< decoded, without the query string
  Parameters query{};            ///< decoded
  Parameters headers{};          ///< a header that came twice is one, its values behind commas
  std::string client_address{};  ///< IPv4 or IPv6, as text
  BodyReader* body = nullptr;    ///< nullptr: there is none

  /// The value of a header, whatever case its name is written in; nullptr when it was not sent.
  const std::string* header(std::string_view name) const;
  /// Whether the body is sent in parts, by its Content-Type.
  bool is_multipart() const;
};

}  // namespace ost::api
