// SPDX-License-Identifier: MIT
// Which files are taken, what is read of them, and how texts show them.
#include "domain/files/prepared_file.hpp"
#include "domain/text/html.hpp"
#include "domain/thread/cid_rewriting.hpp"
#include "domain/thread/embedded_images.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using domain::FileRules;

namespace {

domain::FieldDefinition a_field(const std::string& configuration) {
  return {1, 1, 0, "files", "Docs", "docs", configuration};
}

domain::HelpDesk a_desk() {
  domain::HelpDesk desk;
  desk.config[{"core", "max_file_size"}] = "1000";
  return desk;
}

std::string refusal(const std::string& configuration, const std::string& name,
                    const std::string& type = "x/y", std::int64_t size = 1) {
  const domain::HelpDesk desk = a_desk();
  const FileRules rules = FileRules::of_field(a_field(configuration), desk);
  return rules.refusal(name, type, size).value_or("taken");
}

std::string message_refusal(domain::HelpDesk desk, const std::string& configuration,
                            const std::string& name) {
  desk.forms.push_back({});
  desk.forms.back().id = 2;
  desk.forms.back().type = "T";
  desk.form_fields.push_back(a_field(configuration));
  desk.form_fields.back().form_id = 2;
  desk.form_fields.back().name = "message";
  const FileRules rules = FileRules::of_messages(desk);
  if (!rules.takes_files()) return "off";
  return rules.refusal(name, "x/y", 1).value_or("taken");
}

constexpr char kNotAllowed[] = "File type is not allowed";

std::string read(const std::string& text) {
  const auto file = domain::read_address(base::content_of(text));
  if (!file) return "refused: " + file.error().message;
  const auto content = base::first_bytes(*file->content, 1000);
  return file->type + "|" + (content ? *content : "refused: " + content.error().message);
}

}  // namespace

TEST_GROUP(FileRules){};

TEST(FileRules, bound_the_size_by_the_field_or_else_the_help_desk) {
  STRCMP_EQUAL("taken", refusal("{\"size\":5}", "a", "x/y", 5).c_str());
  STRCMP_EQUAL("File size is too large", refusal("{\"size\":\"5\"}", "a", "x/y", 6).c_str());
  STRCMP_EQUAL("taken", refusal("{}", "a", "x/y", 1000).c_str());
  STRCMP_EQUAL("File size is too large", refusal("{\"size\":null}", "a", "x/y", 1001).c_str());
  STRCMP_EQUAL("Unable to save file", refusal("{}", "a", "x/y", 0).c_str());
}

TEST(FileRules, take_typed_extensions_whatever_their_letter_case) {
  const char* lists[] = {"{\"extensions\":\".txt, pdf\"}", "{\"extensions\":\"TXT .PDF\"}"};
  for (const char* list : lists) {
    for (const char* name : {"a.txt", "A.PDF", "b.exe.txt", "dir.x/a.txt", "a.txt/"})
      STRCMP_EQUAL_TEXT("taken", refusal(list, name).c_str(), name);
    for (const char* name : {"a.exe", "txt", "a.txt.sh", "a.", "a.txt/b", ""})
      STRCMP_EQUAL_TEXT(kNotAllowed, refusal(list, name).c_str(), name);
  }
}

TEST(FileRules, take_a_listed_type_or_a_listed_extension) {
  const char* images = "{\"mimetypes\":{\"image\":\"Images\"},\"extensions\":\"\"}";
  STRCMP_EQUAL("taken", refusal(images, "a.bin", "image/gif").c_str());
  STRCMP_EQUAL("taken", refusal(images, "a.JPG", "text/plain").c_str());
  STRCMP_EQUAL(kNotAllowed, refusal(images, "a.bin", "IMAGE/GIF").c_str());
  STRCMP_EQUAL(kNotAllowed, refusal(images, "a.txt", "text/plain").c_str());
  const char* typed = "{\"extensions\":\".txt, image/png\"}";
  STRCMP_EQUAL("taken", refusal(typed, "a.bin", "image/png").c_str());
  STRCMP_EQUAL("taken", refusal(typed, "a.bin", ".txt").c_str());
}

TEST(FileRules, take_all_where_nothing_restricts_extensions) {
  for (const char* free :
       {"{}", "{\"extensions\":\"\"}", "{\"extensions\":\"image/png\"}",
        "{\"extensions\":\".txt, .*\"}", "{\"extensions\":\".txt *\"}",
        "{\"mimetypes\":{\"image\":\"\"},\"extensions\":\"*\"}", "{\"mimetypes\":{\"image\":\"\"}}",
        "{\"mimetypes\":{\"none\":\"\"},\"extensions\":\"\"}"})
    STRCMP_EQUAL_TEXT("taken", refusal(free, "a.exe").c_str(), free);
  // `.*` lifts what was typed, not the groups.
  STRCMP_EQUAL(kNotAllowed,
               refusal("{\"mimetypes\":{\"image\":\"\"},\"extensions\":\".*\"}", "a.exe").c_str());
}

TEST(FileRules, of_messages_are_the_help_desks_where_the_field_says_nothing) {
  domain::HelpDesk desk = a_desk();
  STRCMP_EQUAL("taken", message_refusal(desk, "{}", "a.exe").c_str());
  STRCMP_EQUAL("off", message_refusal(desk, "{\"attachments\":false}", "a.exe").c_str());
  desk.config[{"core", "allowed_filetypes"}] = " .txt ";
  STRCMP_EQUAL(kNotAllowed, message_refusal(desk, "{}", "a.exe").c_str());
  STRCMP_EQUAL("taken", message_refusal(desk, "{\"extensions\":\"\"}", "a.exe").c_str());
  desk.config[{"core", "allow_attachments"}] = "0";
  STRCMP_EQUAL("off", message_refusal(desk, "{}", "a.exe").c_str());
  STRCMP_EQUAL("taken", message_refusal(desk, "{\"attachments\":true}", "a.txt").c_str());
}

TEST_GROUP(DataAddress){};

TEST(DataAddress, is_read_with_its_type_charset_and_base64) {
  STRCMP_EQUAL("text/plain|Hello", read("data:;base64,SGVsbG8=").c_str());
  STRCMP_EQUAL("Image/PNG|a,b", read("data:Image/PNG,a,b").c_str());
  STRCMP_EQUAL("text/plain|100%25", read("data:,100%25").c_str());
  STRCMP_EQUAL("text/plain|\xC3\xA9",
               read("data:text/plain;charset=iso-8859-1;base64,6Q==").c_str());
  STRCMP_EQUAL("text/plain|\xC3\xA9",
               read("data:text/plain;base64;charset=\"Latin1\",6Q==").c_str());
  STRCMP_EQUAL("text/plain|\xE9", read("data:text/plain;charset=utf-8;base64,6Q==").c_str());
  STRCMP_EQUAL("text/plain|just words", read("just words").c_str());
  STRCMP_EQUAL("text/plain|DATA:,x", read("DATA:,x").c_str());
  STRCMP_EQUAL("text/plain|", read("data:text/plain").c_str());
  STRCMP_EQUAL("x/y|refused: is not the base64 it says it is", read("data:x/y;base64,%").c_str());
  STRCMP_EQUAL("refused: is no complete data address",
               read("data:" + std::string(2000, 'a')).c_str());
}

TEST_GROUP(ContentIds){};

TEST(ContentIds, become_keys_letter_case_aside) {
  const domain::KeysByContentId keys = {{domain::content_id_in_body("Part1@x"), "K1"},
                                        {domain::content_id_in_body("a&b"), "K2"}};
  STRCMP_EQUAL(
      "<img src=\"cid:K1\" /><img src=\"cid:K1\" /><img src=\"cid:K2\" /><img src=\"cid:part10\" />"
      "cid:Part1@x",
      domain::with_keys("<img src=\"cid:part1@X\" /><img src=\"Part1@x\" />"
                        "<img src=\"cid:a&amp;b\" /><img src=\"cid:part10\" />cid:Part1@x",
                        keys)
          .c_str());
  STRCMP_EQUAL("src=\"<img src=\"cid:K1\" />",
               domain::with_keys("src=\"<img src=\"cid:part1@x\" />", keys).c_str());
  STRCMP_EQUAL("<img src=\"cid:a", domain::with_keys("<img src=\"cid:a", keys).c_str());
}

TEST(ContentIds, of_others_go_with_their_images) {
  const std::string key(32, 'K');
  const std::string other(32, 'o');
  const std::string body = "<p><img src=\"cid:" + std::string(32, 'k') +
                           "\" alt=\"\" /> \"cid:" + key + "\" <img src=\"cid:" + other +
                           "\" /></p>";
  STRCMP_EQUAL(("<p> \"cid-" + key + "\" <img src=\"cid:" + other + "\" /></p>").c_str(),
               domain::without_key(body, key).c_str());
  LONGS_EQUAL(3, domain::keys_in(body).size());
  LONGS_EQUAL(0, domain::keys_in("cid:short cid:" + std::string(31, 'a') + "@").size());
}

TEST_GROUP(EmbeddedImages){};

TEST(EmbeddedImages, are_taken_out_of_the_text_within_the_rules) {
  domain::HelpDesk desk = a_desk();
  desk.config[{"core", "allowed_filetypes"}] = ".png";
  const FileRules rules = FileRules::of_messages(desk);
  const base::SpooledTexts texts;
  domain::EmbeddedImages images(rules, texts);
  const std::string body = domain::clean_markup(
      "<p><img src='data:image/png;base64,AAAA'><img src=\"data:image/gif;base64,AAAA\">"
      "<img src='https://d.example/a/file.php?x=1&amp;key=abc&amp;y'><img src=\"cid:own\"></p>",
      &images);
  STRCMP_EQUAL(
      "<p><img src=\"cid:embedded-0@osticket-rest\" alt=\"image\" />"
      "<img src=\"cid:abc\" alt=\"image\" /><img src=\"cid:own\" alt=\"image\" /></p>",
      body.c_str());
  CHECK_TRUE(images.status().ok());
  LONGS_EQUAL(1, images.images().taken.size());
  LONGS_EQUAL(3, images.images().taken[0].size);
  STRCMP_EQUAL(".png", images.images().taken[0].name.c_str());
  STRCMP_EQUAL("image.gif", images.images().refused.at(0).name.c_str());
}

TEST(EmbeddedImages, are_a_thousand_at_most) {
  domain::HelpDesk desk = a_desk();
  const FileRules rules = FileRules::of_messages(desk);
  const base::SpooledTexts texts;
  domain::EmbeddedImages images(rules, texts);
  for (int i = 0; i < 1000; ++i) images.source_of("data:image/png;base64,AAAA");
  CHECK_TRUE(images.status().ok());
  CHECK_FALSE(images.source_of("data:image/png;base64,AAAA").has_value());
  STRCMP_EQUAL("holds an embedded image that follows 1,000 others",
               images.status().error().fields.at(0).reason.c_str());
}

TEST_GROUP(PreparedFiles){};

TEST(PreparedFiles, are_a_thousand_at_most) {
  domain::HelpDesk desk = a_desk();
  domain::SentFiles sent;
  const auto content = base::content_of("x");
  sent.files.resize(1000, {"a.txt", "text/plain", "", content});
  const FileRules rules = FileRules::of_messages(desk);
  CHECK_TRUE(domain::prepare_files("attachments", sent, rules).ok());
  sent.files.push_back(sent.files.front());
  const auto refused = domain::prepare_files("attachments", sent, rules);
  STRCMP_EQUAL("has more than 1,000 files", refused.error().fields.at(0).reason.c_str());
}
