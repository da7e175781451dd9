// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/take_bytes.hpp"

namespace ost::base {

/// What a file holds. It is read from its start to its end, as often as it is asked for, and never
/// has to be whole in memory.
class Content {
 public:
  virtual ~Content() = default;
  /// Hands all bytes to `take`, piece by piece. The first failure ends it, of `take` or of the
  /// content: kInvalidFields for what is not encoded as it says, kUnavailable when it is gone.
  virtual Status read(const TakeBytes& take) const = 0;
};

using ContentPtr = std::shared_ptr<const Content>;

/// Bytes that are in memory.
ContentPtr content_of(std::string bytes);
/// Another content without its first bytes.
ContentPtr content_behind(ContentPtr whole, std::size_t from);
/// The bytes that a base64 text stands for, in either alphabet, with or without padding and line
/// ends.
ContentPtr content_of_base64(ContentPtr text);
/// A text as UTF-8; as it is where the character set is not known or the text is none in it
/// (Charset::transcode).
ContentPtr content_in_utf8(ContentPtr text, const std::string& charset);

/// The first bytes, at most so many.
Result<std::string> first_bytes(const Content& content, std::size_t most);

}  // namespace ost::base
