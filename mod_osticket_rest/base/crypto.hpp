// SPDX-License-Identifier: MIT
// Digests, base64 and AES by OpenSSL. Digests come as raw bytes.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace ost::base {

std::string md5(std::string_view data);
/// The digests of what comes in pieces, by which osTicket knows a file again.
class FileDigest {
 public:
  FileDigest();

  void add(std::string_view bytes);
  struct Values {
    std::string sha1;
    std::string md5;
  };
  /// To be asked once, behind the last piece.
  Values values();

 private:
  std::shared_ptr<evp_md_ctx_st> sha1_;
  std::shared_ptr<evp_md_ctx_st> md5_;
};

std::string hmac_sha1(std::string_view key, std::string_view data);
std::string hmac_sha512(std::string_view key, std::string_view data);

/// Compares without telling by the time it takes where two texts differ.
bool equal_in_constant_time(std::string_view a, std::string_view b);

/// Bytes as lower-case hexadecimal digits.
std::string to_hex(std::string_view data);

/// Base64 with its padding, on one line.
std::string base64_encode(std::string_view data);

/// The bytes behind base64 with or without padding; empty for anything else.
std::optional<std::string> base64_decode(std::string_view text);

/// The text behind AES-128 in CBC with PKCS7 padding. `key` and `iv` are 16 bytes each; empty when
/// they are not, or when the padding is wrong.
std::optional<std::string> aes_128_cbc_decrypt(std::string_view key, std::string_view iv,
                                               std::string_view data);

}  // namespace ost::base
