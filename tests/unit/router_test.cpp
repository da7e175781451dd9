// SPDX-License-Identifier: MIT
#include "api/request.hpp"
#include "api/routes.hpp"
#include "base/number.hpp"
#include "fakes/service.hpp"

#include <limits>

#include <CppUTest/TestHarness.h>

using namespace ost;
using base::Errc;
using fakes::Service;
using fakes::TextBody;

namespace {

constexpr char kTicket[] = R"({"email":"a@b.example","name":"A","subject":"S","message":"M"})";

std::string allowed(const char* path) {
  const auto found = api::find_destination("GET", path);
  return found ? found->allowed : "nothing";
}

}  // namespace

TEST_GROUP(Number){};

TEST(Number, is_digits_and_perhaps_a_minus_sign) {
  for (const char* text : {"", "-", "+1", " 1", "1 ", "1.0", "0x1", "1e3", "--1", "1-", "\xD9\xA1"})
    CHECK_FALSE_TEXT(base::parse_number(text).has_value(), text);
  CHECK_FALSE(base::parse_number(std::string_view("123\0", 4)).has_value());
  LONGS_EQUAL(7, *base::parse_number("007"));
  LONGS_EQUAL(-7, *base::parse_number("-7"));
}

TEST(Number, that_is_too_large_counts_as_the_largest) {
  using Limits = std::numeric_limits<std::int64_t>;
  CHECK(*base::parse_number("9223372036854775808") == Limits::max());
  CHECK(*base::parse_number(std::string(100000, '9')) == Limits::max());
  CHECK(*base::parse_number("-" + std::string(30, '9')) == Limits::min());
  LONGS_EQUAL(5, *base::parse_number(std::string(1000, '0') + "5"));
}

TEST(Number, is_within_its_bounds) {
  CHECK_FALSE(base::parse_number("0", 1, 9).has_value());
  CHECK_FALSE(base::parse_number("10", 1, 9).has_value());
  CHECK_FALSE(base::parse_number("-0", 0, 9).has_value());
  LONGS_EQUAL(9, *base::parse_number("9", 1, 9));
}

TEST_GROUP(Destination){};

TEST(Destination, begins_with_the_last_segment_that_names_a_resource) {
  for (const char* path :
       {"/api/v1/tickets.php", "/tickets", "tickets.php", "/x/tickets/y/tickets"})
    STRCMP_EQUAL("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS", allowed(path).c_str());
  for (const char* path : {"/api/v1/tickets.php/12", "/tickets/0", "/tickets/4294967295"})
    STRCMP_EQUAL("GET, HEAD, PUT, PATCH, DELETE, OPTIONS", allowed(path).c_str());
}

TEST(Destination, is_nowhere_for_any_other_path) {
  for (const char* path : {"",
                           "/",
                           "/api/v1",
                           "/api/v1/tickets.php/",
                           "/tickets.php//",
                           "/tickets.php/x",
                           "/tickets/-1",
                           "/tickets/4294967296",
                           "/tickets/1/",
                           "/tickets/1/2",
                           "/Tickets.php",
                           "/tickets.json",
                           "/tickets.php.php",
                           "/tickets.php/\r\nX: y",
                           "/{id}",
                           "/tickets/{id}",
                           "/tickets/1.0",
                           "/ticket",
                           "/ticketsx",
                           "/stat",
                           "/statses",
                           "/tickets/1/event",
                           "/tickets/1/events/",
                           "/tickets/1/eventss"})
    STRCMP_EQUAL_TEXT("nothing", allowed(path).c_str(), path);
}

TEST(Destination, has_the_numbers_of_its_path) {
  const auto found = api::find_destination("HEAD", "/api/tickets/12");
  CHECK_TRUE(found && found->route);
  STRCMP_EQUAL("GET", std::string(found->route->method).c_str());
  LONGS_EQUAL(1, found->numbers.size());
  STRCMP_EQUAL("id", std::string(found->numbers[0].first).c_str());
  LONGS_EQUAL(12, found->numbers[0].second);
}

TEST(Destination, has_the_address_of_its_resource_as_a_header_may_hold_it) {
  const auto found = api::find_destination("GET", "/a b\r\n\x7F\xC3\xA9%/v1;x=1/tickets.php/3");
  STRCMP_EQUAL("/a%20b%0D%0A%7F%C3%A9%25/v1;x=1/tickets.php", found->resource.c_str());
}

TEST_GROUP(Body){};

TEST(Body, is_read_whole_up_to_a_bound) {
  TextBody fits("0123456789");
  STRCMP_EQUAL("0123456789", api::read_whole(fits, 10)->c_str());
  TextBody larger("0123456789");
  CHECK(api::read_whole(larger, 9).error().code == Errc::kBodyTooLarge);
  TextBody none("");
  STRCMP_EQUAL("", api::read_whole(none, 0)->c_str());
}

TEST(Body, that_is_announced_as_too_large_is_not_read) {
  TextBody body("0123456789");
  body.announces = 11;
  CHECK(api::read_whole(body, 10).error().code == Errc::kBodyTooLarge);
  LONGS_EQUAL(0, body.pieces);
}

TEST_GROUP(RouterBody){};

TEST(RouterBody, is_not_read_of_a_request_that_is_refused) {
  const struct {
    const char* method;
    api::Parameters headers;
    std::int64_t announced;
    Errc refusal;
  } cases[] = {
      {"POST", {}, 5, Errc::kMissingKey},
      {"POST", {{"X-API-Key", "OTHER"}}, 5, Errc::kInvalidKey},
      {"PUT", {{"X-API-Key", "OTHER"}}, 5, Errc::kInvalidKey},
      {"MOVE", {{"X-API-Key", "KEY"}}, 5, Errc::kMethodNotAllowed},
      {"PUT", {{"x-api-key", "KEY"}}, 2000000, Errc::kBodyTooLarge},
      {"POST", {{"x-api-key", "KEY"}}, 40000000, Errc::kBodyTooLarge},
      {"POST", {{"X-API-Key", "KEY"}, {"accept", "text/html"}}, 5, Errc::kNotAcceptable},
      {"POST",
       {{"X-API-Key", "KEY"}, {"Content-Type", "Multipart/mixed; boundary=x"}},
       5,
       Errc::kUnsupportedMediaType},
      {"PUT",
       {{"X-API-Key", "KEY"}, {"Content-Type", "Multipart/form-data; boundary=x"}},
       5,
       Errc::kUnsupportedMediaType},
      {"POST",
       {{"X-API-Key", "KEY"}, {"content-encoding", "gzip"}},
       5,
       Errc::kUnsupportedMediaType},
      {"PUT",
       {{"X-API-Key", "KEY"}, {"Content-Encoding", "identity, br"}},
       5,
       Errc::kUnsupportedMediaType},
      {"POST",
       {{"X-API-Key", "KEY"}, {"x-http-method-override", "DELETE"}},
       5,
       Errc::kInvalidParameter},
  };
  for (const auto& c : cases) {
    Service service;
    api::Request request = service.request(c.method);
    TextBody body(kTicket);
    body.announces = c.announced;
    request.body = &body;
    request.headers = c.headers;
    CHECK(service.send(request).error().code == c.refusal);
    LONGS_EQUAL(0, body.pieces);
  }
}

TEST(RouterBody, is_read_where_its_coding_is_none) {
  for (const char* coding : {"", "Identity"}) {
    Service service;
    api::Request request = service.request("POST");
    TextBody body("[]");
    request.body = &body;
    request.headers = {{"X-API-Key", "KEY"}, {"Content-Encoding", coding}};
    CHECK(service.send(request).error().code == Errc::kInvalidJson);
  }
}

TEST(RouterBody, is_read_while_no_connection_is_held) {
  struct Watching final : api::BodyReader {
    explicit Watching(const fakes::FakePool& pool) : pool_(pool) {}
    std::optional<std::int64_t> announced() const override { return std::nullopt; }
    base::Result<std::string_view> next() override {
      held = pool_.held;
      return std::string_view();
    }
    int held = -1;
    const fakes::FakePool& pool_;
  };
  for (const char* method : {"POST", "PUT", "PATCH"}) {
    Service service;
    Watching body(service.pool);
    api::Request request = service.request(method, "/tickets.php");
    if (method[0] != 'P' || method[1] != 'O') request.query = {{"id", "1"}};
    request.body = &body;
    CHECK(service.send(request).error().code == Errc::kInvalidJson);
    LONGS_EQUAL_TEXT(0, body.held, method);
  }
}

TEST_GROUP(RouterPaths){};

TEST(RouterPaths, that_lead_nowhere_are_not_found_by_any_method) {
  Service service;
  for (const char* method : {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"}) {
    api::Request request = service.request(method, "/api/v1/tickets.php/anything");
    request.query = {{"id", "5"}};
    CHECK(service.send(request).error().code == Errc::kNotFound);
  }
  LONGS_EQUAL(0, service.pool.leases);
}

TEST(RouterPaths, of_a_ticket_take_no_other_id) {
  Service service;
  for (const char* method : {"GET", "PUT", "DELETE"}) {
    api::Request request = service.request(method, "/api/v1/tickets.php/5");
    request.query = {{"id", "6"}};
    CHECK(service.send(request).error().code == Errc::kInvalidParameter);
  }
  CHECK(service.send(service.request("GET", "/tickets.php/5")).error().code ==
        Errc::kTicketNotFound);
  CHECK(service.send(service.request("DELETE", "/tickets.php/5")).error().code ==
        Errc::kTicketNotFound);
}

TEST(RouterPaths, name_their_own_methods) {
  Service service;
  const base::Status refused = service.send(service.request("POST", "/tickets.php/5"));
  STRCMP_EQUAL("GET, HEAD, PUT, PATCH, DELETE, OPTIONS", refused.error().allow.c_str());
  CHECK_TRUE(service.send(service.request("OPTIONS", "/tickets.php/5")).ok());
  STRCMP_EQUAL("GET, HEAD, PUT, PATCH, DELETE, OPTIONS", service.sink.headers["Allow"].c_str());
}
