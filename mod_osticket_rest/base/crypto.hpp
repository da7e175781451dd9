// SPDX-License-Identifier: MIT
// Digests, base64 and AES by OpenSSL, and a checksum. Digests come as raw bytes.
#pragma once

#include <cstdint>
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

/// The SHA-256 of bytes that come piece by piece.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  Sha256& add(std::string_view bytes);
  /// The 32 raw bytes of the digest of all that has been added so far; more may follow.
  std::string digest() const;

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

/// The 32 raw bytes of the digest of one text.
std::string sha256(std::string_view bytes);

/// The checksum of zip files and Ethernet, which PHP's crc32 is. For a few letters: bit by bit.
inline std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t sum = 0xFFFFFFFF;
  for (const char c : bytes) {
    sum ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1) ^ ((sum & 1) != 0 ? 0xEDB88320 : 0);
  }
  return ~sum;
}

}  // namespace ost::base
