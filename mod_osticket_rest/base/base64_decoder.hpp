// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "base/take_bytes.hpp"

namespace ost::base {

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

}  // namespace ost::base
