// SPDX-License-Identifier: MIT
#include "base/crypto.hpp"

#include <string>

#include <CppUTest/TestHarness.h>

using namespace ost::base;

TEST_GROUP(Digest){};

// RFC 1321, RFC 2202 and RFC 4231 have the first values of each.
TEST(Digest, agrees_with_published_values) {
  STRCMP_EQUAL("d41d8cd98f00b204e9800998ecf8427e", to_hex(md5("")).c_str());
  STRCMP_EQUAL("900150983cd24fb0d6963f7d28e17f72", to_hex(md5("abc")).c_str());
  STRCMP_EQUAL("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
               to_hex(hmac_sha1("Jefe", "what do ya want for nothing?")).c_str());
  STRCMP_EQUAL("164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554",
               to_hex(hmac_sha512("Jefe", "what do ya want for nothing?")).substr(0, 64).c_str());
}

TEST_GROUP(Base64){};

TEST(Base64, goes_there_and_back_at_every_length) {
  std::string text;
  for (int i = 0; i < 70; ++i) {
    const std::string encoded = base64_encode(text);
    CHECK(encoded.find('\n') == std::string::npos);
    CHECK(base64_decode(encoded) == text);
    CHECK(base64_decode(encoded.substr(0, encoded.find('='))) == text);
    text.push_back(static_cast<char>(i * 7));
  }
  STRCMP_EQUAL("AA==", base64_encode(std::string(1, '\0')).c_str());
}

TEST(Base64, is_nothing_else) {
  for (const char* wrong :
       {"A", "AA=", "A===", "====", "AB CD", "AB\nCD", "A=BC", "AB=C", "é===", "ABCD=", "ABCDE"})
    CHECK_FALSE(base64_decode(wrong).has_value());
}

TEST_GROUP(Aes){};

TEST(Aes, refuses_wrong_keys_and_damaged_texts) {
  const std::string key(16, 'k');
  CHECK_FALSE(aes_128_cbc_decrypt(key, key, "").has_value());
  CHECK_FALSE(aes_128_cbc_decrypt(key, key, std::string(17, 'x')).has_value());
  CHECK_FALSE(aes_128_cbc_decrypt("short", key, std::string(16, 'x')).has_value());
  CHECK_FALSE(aes_128_cbc_decrypt(key, "short", std::string(16, 'x')).has_value());
}
