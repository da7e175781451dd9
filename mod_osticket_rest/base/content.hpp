// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace ost::base {

/// Takes the next piece of something that is longer than memory should hold.
using TakeBytes = std::function<Status(std::string_view)>;

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

/// Decodes base64 that comes in pieces: in either alphabet, with white space anywhere, with or
/// without padding. OpenSSL decodes the blocks; its memory is one of them.
class Base64Decoder {
 public:
  /// `take` gets the bytes and must live as long as the decoder.
  explicit Base64Decoder(const TakeBytes& take);

  /// kInvalidFields for a character that is none of base64, or one behind the padding.
  Status add(std::string_view text);
  /// To be called behind the last piece. kInvalidFields for a text that ends within a byte.
  Status end();

 private:
  Status decode(std::size_t letters);

  const TakeBytes& take_;
  std::string letters_;
  std::string bytes_;
  std::size_t count_ = 0;  ///< letters that wait
  std::size_t padding_ = 0;
};

/// The media type that a file's first bytes tell, by libmagic, which is what osTicket asks too
/// (PHP's finfo); "application/octet-stream" for bytes that tell none.
std::string media_type_of(std::string_view beginning);

}  // namespace ost::base
