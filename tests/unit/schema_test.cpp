// SPDX-License-Identifier: MIT
#include "api/caches.hpp"

#include <cstring>

#include "db/desk/schema.hpp"
#include "fakes/fake_connection.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using api::Access;
using api::UnknownSchema;

namespace {
constexpr char kNewest[] = "5fb92bef17f3b603659e024c01cc7a59";
constexpr char kUnknown[] = "0123456789abcdef0123456789abcdef";
}  // namespace

TEST_GROUP(Schema){};

TEST(Schema, knows_the_versions_from_1_14_to_1_18) {
  const char* versions[] = {"1.14", "1.15", "1.16", "1.17", "1.18"};
  std::size_t next = 0;
  for (const db::KnownSchema& known : db::kKnownSchemas) {
    STRCMP_EQUAL(versions[next++], std::string(db::version_of(known.signature)).c_str());
    CHECK_TRUE(api::check_schema(known.signature, UnknownSchema::kRefuse, Access::kWrite).ok());
  }
  LONGS_EQUAL(5, next);
}

TEST(Schema, knows_no_other) {
  for (const char* signature : {"", kUnknown, "5FB92BEF17F3B603659E024C01CC7A59", "5fb92bef"})
    CHECK_TRUE(db::version_of(signature).empty());
}

TEST(Schema, that_is_unknown_is_neither_read_nor_changed) {
  for (const Access access : {Access::kRead, Access::kWrite}) {
    const auto checked = api::check_schema(kUnknown, UnknownSchema::kRefuse, access);
    CHECK_TRUE(checked.error().code == base::Errc::kUnavailable);
    STRCMP_CONTAINS("OsTicketUnknownSchema read-only", checked.error().detail.c_str());
    STRCMP_CONTAINS(kUnknown, checked.error().detail.c_str());
  }
}

TEST(Schema, that_is_unknown_is_read_where_the_operator_says_so) {
  CHECK_TRUE(api::check_schema(kUnknown, UnknownSchema::kReadOnly, Access::kRead).ok());
  CHECK_FALSE(api::check_schema(kUnknown, UnknownSchema::kReadOnly, Access::kWrite).ok());
  CHECK_TRUE(api::check_schema(kNewest, UnknownSchema::kReadOnly, Access::kWrite).ok());
}

TEST(Schema, answers_name_no_signature) {
  const auto checked = api::check_schema(kUnknown, UnknownSchema::kRefuse, Access::kRead);
  POINTERS_EQUAL(nullptr, std::strstr(checked.error().message.c_str(), kUnknown));
}

TEST(Schema, tells_which_tables_cannot_roll_back) {
  fakes::FakeConnection connection;
  connection.rows["schema.without_rollback"] = {{"ost_ticket", "MyISAM"}, {"ost_user", "Aria"}};
  const auto tables = db::load_tables_without_rollback(connection);
  LONGS_EQUAL(2, tables->size());
  STRCMP_EQUAL("ost_ticket (MyISAM)", (*tables)[0].c_str());
}
