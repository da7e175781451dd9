// SPDX-License-Identifier: MIT
// What files hold is read in pieces, however it is kept and encoded.
#include "base/content.hpp"
#include "base/crypto.hpp"
#include "base/files.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;

namespace {

std::string all_of(const base::Content& content) {
  std::string all;
  const base::Status read = content.read([&](std::string_view piece) {
    all.append(piece);
    return base::Status();
  });
  return read ? all : "refused: " + read.error().message;
}

std::string decoded(const std::string& text) {
  return all_of(*base::content_of_base64(base::content_of(text)));
}

std::string numbered_bytes(std::size_t size) {
  std::string bytes;
  for (std::size_t i = 0; i < size; ++i) bytes.push_back(static_cast<char>(i * 7 + i / 256));
  return bytes;
}

}  // namespace

TEST_GROUP(Content){};

TEST(Content, behind_base64_is_decoded_in_either_alphabet_with_line_ends_and_without_padding) {
  STRCMP_EQUAL("hello world", decoded("aGVs\r\nbG8gd29y\r\nbGQ").c_str());
  STRCMP_EQUAL("hello world", decoded("aGVsbG8gd29ybGQ=").c_str());
  STRCMP_EQUAL(decoded("+/+/").c_str(), decoded("-_-_").c_str());
  STRCMP_EQUAL("", decoded("").c_str());
}

TEST(Content, that_is_no_base64_is_refused) {
  for (const char* text : {"a", "aGVs=bG8", "aGV%sbG8", "aGVsb", "aGVs===", "aGVs\x01"})
    STRCMP_EQUAL_TEXT("refused: is not the base64 it says it is", decoded(text).c_str(), text);
}

TEST(Content, of_any_length_survives_base64) {
  for (const std::size_t size : {1U, 2U, 3U, 12287U, 12288U, 12289U, 40000U}) {
    const std::string bytes = numbered_bytes(size);
    CHECK_TRUE(bytes == decoded(base::base64_encode(bytes)));
  }
}

TEST(Content, is_converted_across_its_pieces_and_stays_what_it_is_where_that_fails) {
  auto spool = std::make_shared<base::Spool>("/tmp", 1000000);
  // Two bytes of a character that a border of 64 KiB parts.
  CHECK_TRUE(spool->append(std::string(65535, 'a') + "\x82\xa0").ok());
  CHECK_TRUE(spool->append(std::string(300000, 'b')).ok());
  const auto whole = base::content_of(spool, 0, spool->size());
  const std::string text = all_of(*base::content_in_utf8(whole, "shift_jis"));
  CHECK_TRUE(std::string(65535, 'a') + "\xe3\x81\x82" + std::string(300000, 'b') == text);
  CHECK_TRUE(all_of(*whole) == all_of(*base::content_in_utf8(whole, "no-such-charset")));
  CHECK_TRUE(all_of(*whole) == all_of(*base::content_in_utf8(whole, "utf-16be")));
}

TEST(Content, may_be_read_from_behind_its_head_and_up_to_a_bound) {
  const auto whole = base::content_of("head,rest");
  STRCMP_EQUAL("rest", all_of(*base::content_behind(whole, 5)).c_str());
  STRCMP_EQUAL("", all_of(*base::content_behind(whole, 9)).c_str());
  STRCMP_EQUAL("head", base::first_bytes(*whole, 4)->c_str());
  STRCMP_EQUAL("head,rest", base::first_bytes(*whole, 100)->c_str());
}

TEST_GROUP(Spool){};

TEST(Spool, gives_back_what_it_took_from_memory_and_from_its_file) {
  for (const std::size_t size : {0U, 10U, 262144U, 262145U, 900000U}) {
    auto spool = std::make_shared<base::Spool>("/tmp", 1000000);
    const std::string bytes = numbered_bytes(size);
    for (std::size_t at = 0; at < size; at += 8000)
      CHECK_TRUE(spool->append(std::string_view(bytes).substr(at, 8000)).ok());
    LONGS_EQUAL(size, spool->size());
    const auto from = static_cast<std::int64_t>(size / 3);
    const auto part = base::content_of(spool, from, spool->size() - from);
    CHECK_TRUE(bytes.substr(size / 3) == all_of(*part));
    CHECK_TRUE(bytes.substr(size / 3) == all_of(*part));
  }
}

TEST(Spool, takes_no_more_than_its_bound) {
  base::Spool spool("/tmp", 10);
  CHECK_TRUE(spool.append("0123456789").ok());
  CHECK_TRUE(base::Errc::kBodyTooLarge == spool.append("0").error().code);
}

TEST(Spool, says_that_its_folder_takes_nothing) {
  base::Spool spool("/no/such/folder", 1000000);
  const base::Status kept = spool.append(std::string(300000, 'a'));
  CHECK_TRUE(base::Errc::kUnavailable == kept.error().code);
  STRCMP_EQUAL("The upload could not be kept at the moment", kept.error().message.c_str());
}

TEST_GROUP(SpooledTexts){};

TEST(SpooledTexts, are_found_by_their_words_alone) {
  base::SpooledTexts texts("secret");
  const std::string word = texts.keep(base::content_of("a long text"));
  STRCMP_EQUAL("a long text", all_of(*texts.text_of(word)).c_str());
  STRCMP_EQUAL("other-0", all_of(*texts.text_of("other-0")).c_str());
}

TEST(SpooledTexts, are_put_back_where_their_words_stand) {
  base::SpooledTexts texts("secret");
  const std::string first = texts.keep(base::content_of("one"));
  const std::string second = texts.keep(base::content_of("two"));
  STRCMP_EQUAL("one, two!", texts.restored(first + ", " + second + "!", 100)->c_str());
  STRCMP_EQUAL("secret-7 secret", texts.restored("secret-7 secret", 100)->c_str());
  CHECK_TRUE(base::Errc::kBodyTooLarge == texts.restored(first, 2).error().code);
}

TEST_GROUP(FileFacts){};

TEST(FileFacts, are_those_that_php_tells) {
  LONGS_EQUAL(227192264, base::crc32("E4812"));
  base::FileDigest digest;
  digest.add("Hello ");
  digest.add("file\n");
  const auto values = digest.values();
  STRCMP_EQUAL("1ded6e37b22c3c45d32893f3ede820b940e5f2cc", base::to_hex(values.sha1).c_str());
  STRCMP_EQUAL(base::to_hex(base::md5("Hello file\n")).c_str(), base::to_hex(values.md5).c_str());
  STRCMP_EQUAL("image/gif", base::media_type_of("GIF89a\x01\x00\x01").c_str());
  STRCMP_EQUAL("application/pdf", base::media_type_of("%PDF-1.4 x\n").c_str());
  STRCMP_EQUAL("text/plain", base::media_type_of("just words\n").c_str());
}
