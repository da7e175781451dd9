// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace ost::api {

/// The body of a request, of which nothing is read, or even asked for, before `next` is called.
class BodyReader {
 public:
  virtual ~BodyReader() = default;

  /// Bytes that the client has announced; empty when it named no number, as with chunks.
  virtual std::optional<std::int64_t> announced() const = 0;
  /// The next piece; empty at the end. It is valid until the next call. It waits for the client, so
  /// hold no connection. kBodyTooLarge above the server's own bound, kInvalidJson when the body
  /// does not arrive.
  virtual base::Result<std::string_view> next() = 0;
};

/// kBodyTooLarge when the client has announced more than `most` bytes.
base::Status check_announced(const BodyReader& body, std::int64_t most);

/// The whole body, read to its end. kBodyTooLarge above `most` bytes, or what `next` fails with.
base::Result<std::string> read_whole(BodyReader& body, std::int64_t most);

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
