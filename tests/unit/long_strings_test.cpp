// SPDX-License-Identifier: MIT
// What JSON holds of files goes into a spool, all else stays for the parser.
#include "api/json/long_strings.hpp"

#include "base/json.hpp"
#include "fakes/fake_random.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;

namespace {

struct Read {
  std::shared_ptr<base::Spool> spool = std::make_shared<base::Spool>("/tmp", 1000000);
  fakes::FakeRandom random{{1, 2, 3, 4}};
  api::LongStrings strings{spool, random, 100000};

  base::Status add(const std::string& json, std::size_t piece = 1000) {
    for (std::size_t at = 0; at < json.size(); at += piece)
      if (base::Status added = strings.add(std::string_view(json).substr(at, piece)); !added)
        return added;
    return {};
  }

  std::string content(const std::string& word) {
    std::string all;
    const base::Status read = strings.texts().text_of(word)->read([&](std::string_view piece) {
      all.append(piece);
      return base::Status();
    });
    return read ? all : read.error().message;
  }
};

const std::string kLong(6000, 'x');

// What the name of a file's member makes of a value, read back.
std::string content_in(const std::string& json, std::size_t piece = 1000) {
  Read read;
  if (const base::Status added = read.add(json, piece); !added)
    return "refused: " + added.error().detail;
  const auto parsed = base::parse_json(read.strings.text());
  if (!parsed) return "refused: " + parsed.error().detail;
  const base::Json& file = parsed->find("files")->array()->at(0);
  return read.content(*file.object()->front().second.string());
}

std::string with_escapes(const std::string& escapes, std::size_t piece = 1000) {
  const std::string content =
      content_in("{\"files\":[{\"a\":\"" + kLong + escapes + "\"}]}", piece);
  return content.rfind(kLong, 0) == 0 ? content.substr(kLong.size()) : content;
}

}  // namespace

TEST_GROUP(LongStrings){};

TEST(LongStrings, of_files_are_kept_unescaped_in_the_spool) {
  for (const std::size_t piece : {1U, 5U, 1000U}) {
    STRCMP_EQUAL("/\"\\\n\xC3\xA9\xF0\x9F\x98\x80!",
                 with_escapes("\\/\\\"\\\\\\n\\u00e9\\uD83D\\uDE00!", piece).c_str());
    STRCMP_EQUAL("", with_escapes("", piece).c_str());
  }
}

TEST(LongStrings, that_are_short_or_elsewhere_stay_in_the_text) {
  const std::string json = "{\"message\":\"" + kLong + "\",\"list\":[\"" + kLong + "\",[{\"a\":\"" +
                           kLong + "\"}]],\"files\":[{\"a\\\"b\":\"short\",\"" + kLong +
                           "\":1,\"o\":{\"a\":\"" + kLong + "\"}}]}";
  Read read;
  CHECK_TRUE(read.add(json).ok());
  STRCMP_EQUAL(json.c_str(), read.strings.text().c_str());
  LONGS_EQUAL(0, read.spool->size());
}

TEST(LongStrings, of_images_in_a_message_are_kept_alone) {
  const std::string image(5000, 'A');
  for (const std::size_t piece : {1U, 7U, 1000U}) {
    Read read;
    const std::string json = "{\"message\":\"<p><img src=\\\"data:image/png;BASE64," + image +
                             "\\/\\r\\n+=\\\"> and more\",\"other\":\"<;base64," + image + "\"}";
    CHECK_TRUE(read.add(json, piece).ok());
    STRCMP_EQUAL(("{\"message\":\"<p><img src=\\\"data:image/png;BASE64,spooled-1-2-3-4-0\\\"> and "
                  "more\",\"other\":\"<;base64," +
                  image + "\"}")
                     .c_str(),
                 read.strings.text().c_str());
    STRCMP_EQUAL((image + "/+=").c_str(), read.content("spooled-1-2-3-4-0").c_str());
  }
}

TEST(LongStrings, of_a_message_that_is_base64_itself_stay_in_it) {
  const std::string json = "{\"message\":\"data:text/html;base64," + std::string(5000, 'A') + "\"}";
  Read read;
  CHECK_TRUE(read.add(json).ok());
  STRCMP_EQUAL(json.c_str(), read.strings.text().c_str());
}

TEST(LongStrings, have_a_word_that_begins_with_random_numbers) {
  Read read;
  CHECK_TRUE(read.add("{\"files\":[{\"a\":\"" + kLong + "\"},{\"b\":\"" + kLong + "y\"}]}").ok());
  STRCMP_EQUAL("{\"files\":[{\"a\":\"spooled-1-2-3-4-0\"},{\"b\":\"spooled-1-2-3-4-1\"}]}",
               read.strings.text().c_str());
  STRCMP_EQUAL((kLong + "y").c_str(), read.content("spooled-1-2-3-4-1").c_str());
}

TEST(LongStrings, that_are_malformed_are_refused) {
  for (const char* escapes :
       {"\\x", "\\u12g4", "\\uDE00", "\\uD83Dx", "\\uD83D\\n", "\\uD83D\\u0041", "\n", "\\u0000"})
    STRCMP_CONTAINS_TEXT("refused: ", with_escapes(escapes).c_str(), escapes);
  STRCMP_CONTAINS("refused: ", content_in("{\"files\":[{\"a\":\"" + kLong).c_str());
}

TEST(LongStrings, are_bounded_in_memory_and_in_the_spool) {
  Read read;
  CHECK_TRUE(base::Errc::kBodyTooLarge ==
             read.add("{\"message\":\"" + std::string(100001, 'x')).error().code);
  Read other;
  CHECK_TRUE(base::Errc::kBodyTooLarge ==
             other.add("{\"files\":[{\"a\":\"" + std::string(1100000, 'x')).error().code);
}
