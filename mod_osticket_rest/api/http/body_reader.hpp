// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

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

}  // namespace ost::api
