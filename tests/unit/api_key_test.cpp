// SPDX-License-Identifier: MIT
#include "api/auth/api_key.hpp"
#include "base/ip_address.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using api::Permission;
using base::Errc;

namespace {

struct Case {
  db::ApiKeyRow row;
  const char* key;
  const char* address;
  Permission permission;
  std::optional<Errc> refusal;
};

db::ApiKeyRow row(bool active, const char* addresses, bool create) {
  return {7, active, addresses, "SECRET", create};
}

api::KeyDecision decided_of(const std::vector<db::ApiKeyRow>& rows,
                            Permission permission = Permission::kRead) {
  return api::decide(rows, {"SECRET", "192.0.2.1", permission}, {});
}

}  // namespace

TEST_GROUP(ApiKey){};

TEST(ApiKey, is_decided_by_row_address_and_permission) {
  const Case cases[] = {
      {row(true, "", true), "SECRET", "192.0.2.1", Permission::kRead, std::nullopt},
      {row(true, "", true), "secret", "192.0.2.1", Permission::kRead, Errc::kInvalidKey},
      {row(true, "", true), "SECRET ", "192.0.2.1", Permission::kRead, Errc::kInvalidKey},
      {row(false, "", true), "SECRET", "192.0.2.1", Permission::kRead, Errc::kInvalidKey},
      {row(false, "10.0.0.1", true), "SECRET", "192.0.2.1", Permission::kRead, Errc::kInvalidKey},
      {row(true, "10.0.0.1", true), "SECRET", "192.0.2.1", Permission::kRead,
       Errc::kUnauthorizedAddress},
      {row(true, "10.0.0.1", false), "SECRET", "192.0.2.1", Permission::kCreate,
       Errc::kUnauthorizedAddress},
      {row(true, "", false), "SECRET", "192.0.2.1", Permission::kCreate, Errc::kForbidden},
      {row(true, "", false), "SECRET", "192.0.2.1", Permission::kDelete, std::nullopt},
  };
  for (const Case& c : cases) {
    const auto decided = api::decide({c.row}, {c.key, c.address, c.permission}, {});
    CHECK(c.refusal ? !decided.status && decided.status.error().code == *c.refusal
                    : decided.status && decided.key_id == 7);
  }
}

TEST(ApiKey, is_not_there_without_a_row) {
  CHECK(decided_of({}).status.error().code == Errc::kInvalidKey);
}

TEST(ApiKey, is_the_row_that_is_equal_among_those_the_database_takes_for_it) {
  const db::ApiKeyRow other{1, true, "", "secret", true};
  LONGS_EQUAL(7, decided_of({other, row(true, "", true)}).key_id);
}

TEST(ApiKey, in_several_rows_is_any_active_one_whose_addresses_fit) {
  const db::ApiKeyRow inactive{1, false, "", "SECRET", true};
  const db::ApiKeyRow elsewhere{2, true, "10.0.0.1", "SECRET", true};
  const db::ApiKeyRow reads{3, true, "192.0.2.0/24", "SECRET", false};
  CHECK(decided_of({inactive, elsewhere}).status.error().code == Errc::kUnauthorizedAddress);
  LONGS_EQUAL(3, decided_of({inactive, elsewhere, reads}).key_id);
  LONGS_EQUAL(7, decided_of({reads, row(true, "", true)}, Permission::kCreate).key_id);
  const api::KeyDecision forbidden = decided_of({elsewhere, reads}, Permission::kCreate);
  CHECK(forbidden.status.error().code == Errc::kForbidden);
  LONGS_EQUAL(3, forbidden.key_id);
}

TEST(ApiKey, in_several_rows_is_one_whose_scope_fits) {
  const db::ApiKeyRow other{3, true, "", "SECRET", true};
  api::KeyScopes scopes;
  scopes.add(3, api::KeyScope(api::KeyScope::kCreate));
  scopes.add(7, api::KeyScope(api::KeyScope::kRead));
  const std::vector<db::ApiKeyRow> rows{other, row(true, "", true)};
  LONGS_EQUAL(7, api::decide(rows, {"SECRET", "::1", Permission::kRead}, scopes).key_id);
  CHECK(api::decide(rows, {"SECRET", "::1", Permission::kDelete}, scopes).status.error().code ==
        Errc::kForbidden);
}

TEST_GROUP(AddressList){};

TEST(AddressList, admits_addresses_and_ranges) {
  struct {
    const char* list;
    const char* client;
    bool admitted;
  } const cases[] = {
      {"", "192.0.2.1", true},
      {"  , ", "192.0.2.1", true},
      {"0.0.0.0", "192.0.2.1", true},
      {"::", "192.0.2.1", true},
      {"10.0.0.1, 0.0.0.0", "192.0.2.1", true},
      {"192.0.2.1", "192.0.2.1", true},
      {"192.0.2.1", "192.0.2.2", false},
      {"10.0.0.1 192.0.2.2", "192.0.2.2", true},
      {"10.0.0.1,192.0.2.2", "192.0.2.2", true},
      {"10.0.0.0/8", "10.255.1.2", true},
      {"10.0.0.0/8", "11.0.0.1", false},
      {"192.0.2.128/25", "192.0.2.127", false},
      {"192.0.2.128/25", "192.0.2.129", true},
      {"0.0.0.0/0", "203.0.113.9", true},
      {"192.0.2.1/32", "192.0.2.1", true},
      {"192.0.2.1/33", "192.0.2.1", false},
      {"192.0.2.1/", "192.0.2.1", false},
      {"192.0.2.1/-1", "192.0.2.1", false},
      {"nonsense", "192.0.2.1", false},
      {"2001:db8::/32", "2001:db8:1::5", true},
      {"2001:db8::/32", "2001:db9::5", false},
      {"2001:DB8::1", "2001:db8:0:0:0:0:0:1", true},
      {"192.0.2.1", "::ffff:192.0.2.1", true},
      {"::ffff:192.0.2.0/120", "192.0.2.77", true},
      {"192.0.2.1", "not an address", false},
      {"", "not an address", true},
  };
  for (const auto& c : cases) CHECK_EQUAL_TEXT(c.admitted, api::admits(c.list, c.client), c.list);
}

TEST(AddressList, takes_nothing_with_a_nul_for_an_address) {
  CHECK_FALSE(api::admits(std::string("192.0.2.1\0x", 11), "192.0.2.1"));
  CHECK_FALSE(api::admits("192.0.2.1", std::string("192.0.2.1\0x", 11)));
}
