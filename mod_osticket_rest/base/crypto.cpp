// SPDX-License-Identifier: MIT
#include "base/crypto.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <memory>
#include <stdexcept>

namespace ost::base {
namespace {

constexpr std::size_t kAesBlock = 16;

const unsigned char* bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string text_of(const unsigned char* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

std::string hmac(const EVP_MD* digest, std::string_view key, std::string_view data) {
  unsigned char out[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  if (!HMAC(digest, key.data(), static_cast<int>(key.size()), bytes(data), data.size(), out, &size))
    throw std::runtime_error("OpenSSL has no such HMAC");
  return text_of(out, size);
}

std::shared_ptr<EVP_MD_CTX> begin_digest(const EVP_MD* digest) {
  std::shared_ptr<EVP_MD_CTX> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  if (!context || !EVP_DigestInit_ex(context.get(), digest, nullptr))
    throw std::runtime_error("OpenSSL has no such digest");
  return context;
}

std::string end_digest(EVP_MD_CTX* context) {
  unsigned char out[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  EVP_DigestFinal_ex(context, out, &size);
  return text_of(out, size);
}

struct Free {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  void operator()(EVP_MD* digest) const { EVP_MD_free(digest); }
};

}  // namespace

std::string md5(std::string_view data) {
  unsigned char out[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  if (!EVP_Digest(data.data(), data.size(), out, &size, EVP_md5(), nullptr))
    throw std::runtime_error("OpenSSL has no MD5");
  return text_of(out, size);
}

FileDigest::FileDigest() : sha1_(begin_digest(EVP_sha1())), md5_(begin_digest(EVP_md5())) {}

void FileDigest::add(std::string_view bytes) {
  EVP_DigestUpdate(sha1_.get(), bytes.data(), bytes.size());
  EVP_DigestUpdate(md5_.get(), bytes.data(), bytes.size());
}

FileDigest::Values FileDigest::values() {
  return {end_digest(sha1_.get()), end_digest(md5_.get())};
}

std::string hmac_sha1(std::string_view key, std::string_view data) {
  return hmac(EVP_sha1(), key, data);
}

std::string hmac_sha512(std::string_view key, std::string_view data) {
  return hmac(EVP_sha512(), key, data);
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string to_hex(std::string_view data) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (const char c : data) {
    const auto byte = static_cast<unsigned char>(c);
    out.push_back(kDigits[byte >> 4]);
    out.push_back(kDigits[byte & 15]);
  }
  return out;
}

std::string base64_encode(std::string_view data) {
  std::string out((data.size() + 2) / 3 * 4 + 1, '\0');  // OpenSSL ends it with a NUL
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), bytes(data),
                                   static_cast<int>(data.size()));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

std::optional<std::string> base64_decode(std::string_view text) {
  // EVP_DecodeBlock skips blanks and takes padding anywhere, so only the alphabet reaches it.
  std::size_t letters = text.size();
  while (letters > 0 && text.size() - letters < 2 && text[letters - 1] == '=') --letters;
  for (const char c : text.substr(0, letters)) {
    const bool known = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                       c == '+' || c == '/';
    if (!known) return std::nullopt;
  }
  if (letters % 4 == 1 || (letters != text.size() && text.size() % 4 != 0)) return std::nullopt;
  std::string padded(text.substr(0, letters));
  padded.resize((letters + 3) / 4 * 4, '=');
  std::string out(padded.size() / 4 * 3, '\0');
  if (EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()), bytes(padded),
                      static_cast<int>(padded.size())) < 0)
    return std::nullopt;
  out.resize(letters * 3 / 4);
  return out;
}

std::optional<std::string> aes_128_cbc_decrypt(std::string_view key, std::string_view iv,
                                               std::string_view data) {
  if (key.size() != kAesBlock || iv.size() != kAesBlock) return std::nullopt;
  const std::unique_ptr<EVP_CIPHER_CTX, Free> context(EVP_CIPHER_CTX_new());
  std::string out(data.size() + kAesBlock, '\0');
  auto* const to = reinterpret_cast<unsigned char*>(out.data());
  int most = 0;
  int last = 0;
  if (!EVP_DecryptInit_ex(context.get(), EVP_aes_128_cbc(), nullptr, bytes(key), bytes(iv)) ||
      !EVP_DecryptUpdate(context.get(), to, &most, bytes(data), static_cast<int>(data.size())) ||
      !EVP_DecryptFinal_ex(context.get(), to + most, &last))
    return std::nullopt;
  out.resize(static_cast<std::size_t>(most) + static_cast<std::size_t>(last));
  return out;
}

namespace {

void check(int done) {
  if (done != 1) throw std::runtime_error("OpenSSL has no SHA-256");
}

// Each request has its key digested; with EVP_sha256() OpenSSL would look for its code each time,
// under a lock.
const EVP_MD* fetched_sha256() {
  static const std::unique_ptr<EVP_MD, Free> fetched(EVP_MD_fetch(nullptr, "SHA256", nullptr));
  return fetched.get();
}

}  // namespace

struct Sha256::Context {
  std::unique_ptr<EVP_MD_CTX, Free> held{EVP_MD_CTX_new()};
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {
  check(EVP_DigestInit_ex(context_->held.get(), fetched_sha256(), nullptr));
}

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

Sha256& Sha256::add(std::string_view bytes) {
  check(EVP_DigestUpdate(context_->held.get(), bytes.data(), bytes.size()));
  return *this;
}

std::string Sha256::digest() const {
  const Context copy;
  check(EVP_MD_CTX_copy_ex(copy.held.get(), context_->held.get()));
  unsigned char out[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  check(EVP_DigestFinal_ex(copy.held.get(), out, &size));
  return {reinterpret_cast<const char*>(out), size};
}

std::string sha256(std::string_view bytes) {
  return Sha256().add(bytes).digest();
}

}  // namespace ost::base
