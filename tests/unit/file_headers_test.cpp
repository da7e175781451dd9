// SPDX-License-Identifier: MIT
#include "api/http/file_headers.hpp"

#include <CppUTest/TestHarness.h>

using ost::api::content_disposition;
using ost::api::harmless_type;

TEST_GROUP(FileHeaders){};

TEST(FileHeaders, name_a_file_of_plain_letters_once) {
  STRCMP_EQUAL("attachment; filename=\"crane plan.pdf\"",
               content_disposition("crane plan.pdf").c_str());
}

TEST(FileHeaders, encode_a_name_of_another_script_beside_a_plain_one) {
  STRCMP_EQUAL("attachment; filename=\"Gr__e.pdf\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.pdf",
               content_disposition("Größe.pdf").c_str());
  STRCMP_EQUAL("attachment; filename=\"___.txt\"; filename*=UTF-8''%E6%89%93%E5%8D%B0%E6%9C%BA.txt",
               content_disposition("打印机.txt").c_str());
}

TEST(FileHeaders, leave_folders_out) {
  STRCMP_EQUAL("attachment; filename=\"passwd\"", content_disposition("../../etc/passwd").c_str());
  STRCMP_EQUAL("attachment; filename=\"b.txt\"", content_disposition("C:\\temp\\b.txt").c_str());
}

TEST(FileHeaders, hold_no_line_end_and_no_open_quote) {
  STRCMP_EQUAL("attachment; filename=\"aSet-Cookie_ x=1\"; filename*=UTF-8''aSet-Cookie%3A%20x%3D1",
               content_disposition("a\r\nSet-Cookie: x=1").c_str());
  STRCMP_EQUAL("attachment; filename=\"a__ filename=b\"; filename*=UTF-8''a%22%3B%20filename%3Db",
               content_disposition("a\"; filename=b").c_str());
  STRCMP_EQUAL("attachment; filename=\"100_25\"; filename*=UTF-8''100%2525",
               content_disposition("100%25").c_str());
}

TEST(FileHeaders, show_the_name_in_its_true_direction) {
  // U+202E makes "exe.gpj" of "jpg.exe".
  STRCMP_EQUAL("attachment; filename=\"photogpj.exe\"",
               content_disposition("photo\xE2\x80\xAEgpj.exe").c_str());
}

TEST(FileHeaders, name_what_has_no_name_left) {
  for (const char* name : {"", "...", "/", "..\\", " ", "\r\n"})
    STRCMP_EQUAL("attachment; filename=\"file\"", content_disposition(name).c_str());
  STRCMP_EQUAL("attachment; filename=\"htaccess\"", content_disposition(".htaccess").c_str());
}

TEST(FileHeaders, keep_a_long_name_within_what_file_systems_take) {
  CHECK(content_disposition(std::string(100000, 'a')).size() < 300);
}

TEST(FileHeaders, mend_a_name_that_is_not_utf8) {
  STRCMP_EQUAL("attachment; filename=\"a_b\"; filename*=UTF-8''a%EF%BF%BDb",
               content_disposition("a\xFF"
                                   "b")
                   .c_str());
}

TEST(FileHeaders, keep_types_that_nothing_runs) {
  for (const char* type : {"image/png", "text/plain", "application/pdf", "audio/mpeg", "video/mp4",
                           "application/vnd.oasis.opendocument.text"})
    STRCMP_EQUAL(type, harmless_type(type).c_str());
  STRCMP_EQUAL("text/plain", harmless_type("Text/Plain; charset=utf-8").c_str());
}

TEST(FileHeaders, hide_types_that_a_browser_runs_or_searches_for_markup) {
  for (const char* type :
       {"text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "text/javascript",
        "application/x-shockwave-flash", "multipart/x-mixed-replace", "message/rfc822",
        "application/vnd.mozilla.xul+xml", "application/vnd.wap.xhtml+xml", "", "text", "/",
        "a/b/c", "text/plain\r\nSet-Cookie: x=1", "image/png\nx: y", "text/ plain"})
    STRCMP_EQUAL_TEXT("application/octet-stream", harmless_type(type).c_str(), type);
}
