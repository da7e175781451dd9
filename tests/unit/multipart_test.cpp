// SPDX-License-Identifier: MIT
// Forms with files, as browsers, curl and others write them, in pieces of any size.
#include "api/http/multipart.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;

namespace {

/// Writes down what it is given: [name|file name|type|content id]content;
class Scribe final : public api::PartTaker {
 public:
  std::string written;
  base::Status begin(const api::PartHead& head) override {
    written += "[" + head.name + "|" + head.file_name.value_or("-") + "|" + head.type + "|" +
               head.content_id + "]";
    return {};
  }
  base::Status take(std::string_view bytes) override {
    written.append(bytes);
    return {};
  }
  base::Status end() override {
    written += ";";
    return {};
  }
};

std::string parts_of(const std::string& body, std::size_t piece) {
  Scribe scribe;
  api::MultipartReader reader("b", scribe);
  for (std::size_t at = 0; at < body.size(); at += piece) {
    const base::Status added = reader.add(std::string_view(body).substr(at, piece));
    if (!added) return "refused: " + added.error().fields.at(0).reason;
  }
  const base::Status ended = reader.end();
  return ended ? scribe.written : "refused: " + ended.error().fields.at(0).reason;
}

std::string name_in(const std::string& disposition) {
  const auto head = api::parse_part_head("Content-Disposition: form-data; name=a; " + disposition);
  return head ? head->file_name.value_or("-") : "refused: " + head.error().fields.at(0).reason;
}

}  // namespace

TEST_GROUP(Multipart){};

TEST(Multipart, is_cut_into_its_parts_however_it_comes) {
  const std::string body =
      "a preamble\r\n--b\r\nContent-Disposition: form-data; name=\"ticket\"\r\n\r\n{}\r\n--b \t\r\n"
      "content-type: Text/Plain; charset=utf-8\r\nContent-ID: <part1@x>\r\n"
      "Content-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\n\r\n"
      "line\r\n--c\r\n--\r\n\r\n--b\r\nContent-Disposition: form-data; name=g; filename=\"\"\r\n"
      "\r\n\r\n--b--\r\nan epilogue --b\r\n";
  for (const std::size_t piece : {1U, 2U, 7U, 1000U})
    STRCMP_EQUAL("[ticket|-||]{};[f|a.txt|text/plain|part1@x]line\r\n--c\r\n--\r\n;[g|||];",
                 parts_of(body, piece).c_str());
}

TEST(Multipart, that_is_malformed_is_refused) {
  STRCMP_EQUAL("refused: ended before its last boundary", parts_of("", 9).c_str());
  STRCMP_EQUAL("refused: ended before its last boundary", parts_of("--b\r\n", 9).c_str());
  STRCMP_EQUAL("refused: a boundary is not a line", parts_of("--bx\r\n", 9).c_str());
  STRCMP_EQUAL("refused: a part has no name", parts_of("--b\r\n\r\nx\r\n--b--", 9).c_str());
  STRCMP_EQUAL("refused: the head of a part is too long",
               parts_of("--b\r\nX: " + std::string(20000, 'x'), 999).c_str());
  STRCMP_EQUAL("refused: a part is not form-data",
               parts_of("--b\r\nContent-Disposition: attachment; name=a\r\n\r\n", 9).c_str());
  STRCMP_EQUAL("refused: a part has a Content-Transfer-Encoding, which forms do not have",
               parts_of("--b\r\nContent-Disposition: form-data; name=a\r\n"
                        "Content-Transfer-Encoding: base64\r\n\r\n",
                        9)
                   .c_str());
  std::string many;
  for (int i = 0; i < 1001; ++i)
    many += "--b\r\nContent-Disposition: form-data; name=a; filename=b\r\n\r\n\r\n";
  STRCMP_EQUAL("refused: has more than 1,000 parts", parts_of(many, 999).c_str());
}

TEST(Multipart, names_files_as_clients_write_them) {
  STRCMP_EQUAL("a\"b;c.txt", name_in("filename=\"a%22b;c.txt\"").c_str());
  STRCMP_EQUAL("a\"b.txt", name_in("filename=\"a\\\"b.txt\"").c_str());
  STRCMP_EQUAL("C:\\temp\\x.txt", name_in("filename=\"C:\\temp\\x.txt\"").c_str());
  STRCMP_EQUAL("new\nline 100%.txt", name_in("filename=\"new%0Aline 100%.txt\"").c_str());
  STRCMP_EQUAL(
      "Dr\xC3\xBC"
      "cker.txt",
      name_in("filename=\"Dr\xC3\xBC"
              "cker.txt\"")
          .c_str());
  STRCMP_EQUAL("na\xC3\xAFve.txt",
               name_in("filename=naive.txt; filename*=UTF-8''na%C3%AFve.txt").c_str());
  STRCMP_EQUAL("-", name_in("other=1").c_str());
  STRCMP_EQUAL("refused: the name of a part is not UTF-8", name_in("filename=\"\xFF\"").c_str());
  STRCMP_EQUAL("refused: the name of a part holds a NUL",
               name_in("filename*=UTF-8''a%00b").c_str());
  STRCMP_EQUAL("refused: filename* of a part is not as RFC 8187 has it",
               name_in("filename*=x").c_str());
}

TEST(Multipart, has_a_boundary_in_its_type) {
  STRCMP_EQUAL("x y", api::boundary_of("Multipart/Form-Data; a=b; boundary=\"x y\"")->c_str());
  STRCMP_EQUAL("--x", api::boundary_of("multipart/form-data;boundary=--x")->c_str());
  for (const char* type : {"multipart/mixed; boundary=x", "multipart/form-data", "application/json",
                           "multipart/form-data; boundary=", "multipart/form-data; boundary=\"a \"",
                           "multipart/form-data; boundary=a\\b"})
    CHECK_FALSE_TEXT(api::boundary_of(type).has_value(), type);
  CHECK_FALSE(
      api::boundary_of("multipart/form-data; boundary=" + std::string(71, 'a')).has_value());
}
