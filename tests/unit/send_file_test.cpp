// SPDX-License-Identifier: MIT
#include "api/caches.hpp"
#include "fakes/service.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using fakes::Cells;
using fakes::joined;
using fakes::Service;

namespace {

constexpr char kPath[] = "/api/v1/tickets.php/7/attachments/3";

Cells a_file(const char* back_end, const char* size, const char* type = "text/plain") {
  return {"3", back_end, type, size, "abcdeKEY", "SIGNATURE", "notes.txt", "1700000000"};
}

// Ten bytes in one chunk.
struct FileService : Service {
  FileService() {
    connection.rows["file_content.attached"] = {a_file("D", "10")};
    connection.rows["file_content.last"] = {{"0", "10", "1"}};
    connection.rows["file_content.whole"] = {{"0123456789"}};
  }
  base::Status get(const api::Parameters& headers = {}, const char* method = "GET") {
    api::Request sent = request(method, kPath);
    sent.headers.insert(sent.headers.end(), headers.begin(), headers.end());
    return send(sent);
  }
};

}  // namespace

TEST_GROUP(SendFile){};

TEST(SendFile, answers_the_whole_content_as_a_download) {
  FileService service;
  CHECK_TRUE(service.get().ok());
  LONGS_EQUAL(200, service.sink.status);
  STRCMP_EQUAL("0123456789", service.sink.body.c_str());
  auto& headers = service.sink.headers;
  STRCMP_EQUAL("text/plain", headers["Content-Type"].c_str());
  STRCMP_EQUAL("10", headers["Content-Length"].c_str());
  STRCMP_EQUAL("bytes", headers["Accept-Ranges"].c_str());
  STRCMP_EQUAL("attachment; filename=\"notes.txt\"", headers["Content-Disposition"].c_str());
  STRCMP_EQUAL("nosniff", headers["X-Content-Type-Options"].c_str());
  STRCMP_EQUAL("default-src 'none'; sandbox", headers["Content-Security-Policy"].c_str());
  STRCMP_EQUAL("Tue, 14 Nov 2023 22:13:20 GMT", headers["Last-Modified"].c_str());
  CHECK(headers["ETag"].find("SIGNATURE") == std::string::npos);
  LONGS_EQUAL(0, service.pool.held);
}

TEST(SendFile, asks_for_a_file_of_entries_that_the_key_may_see) {
  FileService service;
  CHECK_TRUE(service.get().ok());
  const std::string& with_notes = service.connection.sent[1];
  STRCMP_CONTAINS("h.object_id = 7", with_notes.c_str());
  STRCMP_CONTAINS("a.file_id = 3", with_notes.c_str());
  STRCMP_CONTAINS("e.flags & 4 = 0", with_notes.c_str());
  CHECK(with_notes.find("e.type <> 'N'") == std::string::npos);
  service.settings.key_scopes.add(1, api::KeyScope(api::KeyScope::kRead));
  service.connection.sent.clear();
  CHECK_TRUE(service.get().ok());
  STRCMP_CONTAINS("e.type <> 'N'", service.connection.sent[1].c_str());
}

TEST(SendFile, is_not_found_where_no_entry_has_it) {
  FileService service;
  service.connection.rows["file_content.attached"].clear();
  const base::Status sent = service.get();
  CHECK(!sent.ok() && sent.error().code == base::Errc::kFileNotFound);
}

// Here one that stands still after three chunks.
TEST(SendFile, asks_for_more_at_once_for_a_client_that_takes_all) {
  FileService service;
  const Cells chunk{std::string(512000, 'x')};
  service.sink.takes_at_once = 3 * 512000 + 5;
  service.connection.rows["file_content.attached"] = {a_file("D", "3072000")};
  service.connection.rows["file_content.last"] = {{"5", "512000", "6"}};
  service.connection.turns["file_content.whole"] = {
      {chunk}, {chunk, chunk}, {chunk, chunk, chunk}, {chunk}, {chunk}};
  CHECK_TRUE(service.get().ok());
  LONGS_EQUAL(3072000, service.sink.body.size());
  const auto& sent = service.connection.sent;
  LONGS_EQUAL(8, sent.size());
  STRCMP_CONTAINS("BETWEEN 0 AND 0 ORDER BY chunk_id", sent[3].c_str());
  STRCMP_CONTAINS("BETWEEN 1 AND 2 ORDER BY chunk_id", sent[4].c_str());
  STRCMP_CONTAINS("BETWEEN 3 AND 5 ORDER BY chunk_id", sent[5].c_str());
  STRCMP_CONTAINS("BETWEEN 4 AND 4 ORDER BY chunk_id", sent[6].c_str());
  STRCMP_CONTAINS("BETWEEN 5 AND 5 ORDER BY chunk_id", sent[7].c_str());
  // Each wait for the client is without the connection.
  LONGS_EQUAL(2, service.sink.flushes);
  LONGS_EQUAL(3, service.pool.leases);
  LONGS_EQUAL(0, service.pool.held);
}

TEST(SendFile, breaks_off_where_a_chunk_of_several_has_gone) {
  FileService service;
  const Cells chunk{std::string(512000, 'x')};
  service.sink.takes_at_once = 4096000;
  service.connection.rows["file_content.attached"] = {a_file("D", "1536000")};
  service.connection.rows["file_content.last"] = {{"2", "512000", "3"}};
  service.connection.turns["file_content.whole"] = {{chunk}, {chunk}};
  const base::Status sent = service.get();
  CHECK(!sent.ok() && sent.error().code == base::Errc::kUnavailable);
  LONGS_EQUAL(2 * 512000, service.sink.body.size());
}

TEST(SendFile, reads_whole_chunks_for_a_few_readers) {
  FileService service;
  service.connection.rows["file_content.attached"] = {a_file("D", "1024000")};
  service.connection.rows["file_content.last"] = {{"1", "512000", "2"}};
  service.connection.rows["file_content.whole"] = {{std::string(512000, 'x')}};
  CHECK_TRUE(service.get().ok());
  LONGS_EQUAL(1024000, service.sink.body.size());
  LONGS_EQUAL(1, service.sink.flushes);
  LONGS_EQUAL(2, service.pool.leases);
  LONGS_EQUAL(0, service.caches->downloads);
  // Not a part of it that happens to be all: that costs the server another copy.
  STRCMP_CONTAINS("SELECT filedata FROM", service.connection.sent.back().c_str());
}

TEST(SendFile, holds_no_connection_while_the_client_reads) {
  FileService service;
  service.caches->downloads = 16;  // with this one there are many
  service.connection.rows["file_content.attached"] = {a_file("D", "1024000")};
  service.connection.rows["file_content.last"] = {{"1", "512000", "2"}};
  service.connection.rows["file_content.part"] = {{std::string(256000, 'x')}};
  CHECK_TRUE(service.get().ok());
  LONGS_EQUAL(1024000, service.sink.body.size());
  LONGS_EQUAL(3, service.sink.flushes);
  // The request's own, and one for each piece behind the first.
  LONGS_EQUAL(4, service.pool.leases);
  STRCMP_CONTAINS("SUBSTRING(filedata, 256001, 256000)", service.connection.sent.back().c_str());
  STRCMP_CONTAINS("chunk_id = 1", service.connection.sent.back().c_str());
}

TEST(SendFile, reads_of_the_chunks_what_a_range_asks_for) {
  FileService service;
  service.connection.rows["file_content.attached"] = {a_file("D", "1024010")};
  service.connection.rows["file_content.last"] = {{"2", "10", "3"}};
  service.connection.rows["file_content.part"] = {{"abc"}};
  CHECK_TRUE(service.get({{"Range", "bytes=512004-512006"}}).ok());
  LONGS_EQUAL(206, service.sink.status);
  STRCMP_EQUAL("bytes 512004-512006/1024010", service.sink.headers["Content-Range"].c_str());
  STRCMP_EQUAL("3", service.sink.headers["Content-Length"].c_str());
  STRCMP_CONTAINS("SUBSTRING(filedata, 5, 3)", service.connection.sent.back().c_str());
  STRCMP_CONTAINS("chunk_id = 1", service.connection.sent.back().c_str());
}

TEST(SendFile, reads_all_sizes_where_the_chunks_are_not_of_one) {
  FileService service;
  service.connection.rows["file_content.attached"] = {a_file("D", "30")};
  service.connection.rows["file_content.last"] = {{"4", "5", "2"}};
  service.connection.rows["file_content.all"] = {{"0", "10"}, {"4", "5"}};
  service.connection.rows["file_content.part"] = {{"abc"}};
  CHECK_TRUE(service.get({{"Range", "bytes=12-14"}}).ok());
  STRCMP_EQUAL("bytes 12-14/15", service.sink.headers["Content-Range"].c_str());
  STRCMP_CONTAINS("SUBSTRING(filedata, 3, 3)", service.connection.sent.back().c_str());
  STRCMP_CONTAINS("chunk_id = 4", service.connection.sent.back().c_str());
}

// Of another size than osTicket's, though each but the last is of the same.
TEST(SendFile, presumes_no_size_of_chunks_but_osticket_s) {
  FileService service;
  service.connection.rows["file_content.attached"] = {a_file("D", "25")};
  service.connection.rows["file_content.last"] = {{"2", "5", "3"}};
  service.connection.rows["file_content.all"] = {{"0", "10"}, {"1", "10"}, {"2", "5"}};
  service.connection.rows["file_content.part"] = {{"abc"}};
  CHECK_TRUE(service.get({{"Range", "bytes=12-14"}}).ok());
  STRCMP_EQUAL("bytes 12-14/25", service.sink.headers["Content-Range"].c_str());
  STRCMP_CONTAINS("chunk_id = 1", service.connection.sent.back().c_str());
}

TEST(SendFile, lays_several_ranges_into_parts_of_the_announced_length) {
  FileService service;
  service.connection.rows["file_content.part"] = {{"01"}};
  CHECK_TRUE(service.get({{"Range", "bytes=0-1,4-5"}}).ok());
  LONGS_EQUAL(206, service.sink.status);
  STRCMP_CONTAINS("multipart/byteranges; boundary=", service.sink.headers["Content-Type"].c_str());
  STRCMP_CONTAINS("Content-Range: bytes 4-5/10\r\n\r\n01\r\n--", service.sink.body.c_str());
  STRCMP_EQUAL(std::to_string(service.sink.body.size()).c_str(),
               service.sink.headers["Content-Length"].c_str());
}

TEST(SendFile, refuses_ranges_behind_the_end_with_the_size) {
  FileService service;
  CHECK_TRUE(service.get({{"Range", "bytes=10-"}}).ok());
  LONGS_EQUAL(416, service.sink.status);
  STRCMP_EQUAL("bytes */10", service.sink.headers["Content-Range"].c_str());
  STRCMP_CONTAINS("range_not_satisfiable", service.sink.body.c_str());
  LONGS_EQUAL(0, service.sink.headers.count("Content-Disposition"));
}

TEST(SendFile, reads_nothing_of_a_file_that_the_client_has) {
  FileService service;
  CHECK_TRUE(service.get().ok());
  const std::string etag = service.sink.headers["ETag"];
  service.connection.log.clear();
  CHECK_TRUE(service.get({{"If-None-Match", etag}}).ok());
  LONGS_EQUAL(304, service.sink.status);
  STRCMP_EQUAL("", service.sink.body.c_str());
  STRCMP_EQUAL(etag.c_str(), service.sink.headers["ETag"].c_str());
  STRCMP_EQUAL("api_keys.find file_content.attached", joined(service.connection.log).c_str());
}

TEST(SendFile, tells_head_what_get_would_answer) {
  FileService service;
  CHECK_TRUE(service.get({{"Range", "bytes=0-1"}}, "HEAD").ok());
  LONGS_EQUAL(200, service.sink.status);
  STRCMP_EQUAL("10", service.sink.headers["Content-Length"].c_str());
  STRCMP_EQUAL("", service.sink.body.c_str());
}

TEST(SendFile, is_for_clients_of_any_type) {
  FileService service;
  CHECK_TRUE(service.get({{"Accept", "image/png"}}).ok());
  LONGS_EQUAL(200, service.sink.status);
}

TEST(SendFile, breaks_off_where_a_chunk_has_gone) {
  FileService service;
  service.connection.rows["file_content.whole"] = {{"01234"}};
  const base::Status sent = service.get();
  CHECK(!sent.ok() && sent.error().code == base::Errc::kUnavailable);
}

TEST(SendFile, does_not_find_what_is_stored_without_content) {
  FileService service;
  service.connection.rows["file_content.last"].clear();
  const base::Status sent = service.get();
  CHECK(!sent.ok() && sent.error().code == base::Errc::kFileNotFound);
}

TEST(SendFile, says_that_it_cannot_reach_other_storage) {
  FileService service;
  service.connection.rows["file_content.attached"] = {a_file("3", "10")};
  base::Status sent = service.get();
  CHECK(!sent.ok() && sent.error().code == base::Errc::kNotSupported);
  service.connection.rows["file_content.attached"] = {a_file("F", "10")};
  sent = service.get();
  CHECK(!sent.ok() && sent.error().code == base::Errc::kNotSupported);
  service.connection.rows["file_content.folders"] = {{"relative"}, {""}};
  sent = service.get();
  CHECK(!sent.ok() && sent.error().code == base::Errc::kNotSupported);
  LONGS_EQUAL(0, service.pool.held);
}
