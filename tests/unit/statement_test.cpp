// SPDX-License-Identifier: MIT
#include <stdexcept>

#include "db/query.hpp"
#include "db/server_error.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;

namespace {

std::string literal(const db::Value& value) {
  std::string sql;
  value.append_literal(sql);
  return sql;
}

}  // namespace

TEST_GROUP(Statement){};

TEST(Statement, holds_bytes_as_digits) {
  STRCMP_EQUAL("x''", literal(db::Bytes{""}).c_str());
  STRCMP_EQUAL("x'00ff5c27'", literal(db::Bytes{std::string_view("\0\xFF\\'", 4)}).c_str());
}

TEST(Statement, that_fails_for_what_is_not_there_tells_that_the_schema_changed) {
  for (const int number : {1054, 1146})
    CHECK(db::error_of(number, "x").code == base::Errc::kSchemaChanged);
}

TEST(Statement, gets_prefix_and_values) {
  const db::Statement s{"x", "SELECT '%%' FROM {ticket} WHERE a = %s AND b IN %s AND c = %s", 3};
  STRCMP_EQUAL("SELECT '%' FROM ost_ticket WHERE a = 'it\\'s' AND b IN (1,2) AND c = NULL",
               db::expand(s, "ost_", {"it's", std::vector<std::int64_t>{1, 2}, nullptr}).c_str());
}

TEST(Statement, takes_what_a_value_holds_for_text) {
  const db::Statement s{"x", "%s %s", 2};
  STRCMP_EQUAL("'{ticket} %s %%' 5", db::expand(s, "ost_", {"{ticket} %s %%", 5}).c_str());
}

TEST(Statement, with_another_number_of_values_is_a_bug) {
  CHECK_THROWS(std::logic_error, db::expand({"x", "%s", 1}, "", {}));
  CHECK_THROWS(std::logic_error, db::expand({"x", "%s", 2}, "", {1, 2}));
  CHECK_THROWS(std::logic_error, db::expand({"x", "%s %s", 1}, "", {1}));
}

TEST(Statement, of_many_rows_has_as_many_columns_as_it_names) {
  const auto make = [](int columns) {
    return db::RowsStatement{"x", "INSERT INTO {t} (a, b) VALUES ", columns};
  };
  LONGS_EQUAL(2, make(2).columns);
  CHECK_THROWS(std::logic_error, make(3));
}

TEST_GROUP(Value){};

TEST(Value, escapes_what_ends_or_changes_a_literal) {
  STRCMP_EQUAL("'a\\'b\\\\c\\\"d\\n\\r\\0\\Z'",
               literal(std::string("a'b\\c\"d\n\r\0\x1A", 11)).c_str());
}

TEST(Value, of_an_empty_list_matches_nothing) {
  STRCMP_EQUAL("(NULL)", literal(std::vector<std::int64_t>{}).c_str());
}

TEST(Value, of_nothing_is_null) {
  STRCMP_EQUAL("NULL", literal(std::optional<std::string>()).c_str());
  STRCMP_EQUAL("'x'", literal(std::optional<std::string>("x")).c_str());
}

TEST_GROUP(Identifier){};

TEST(Identifier, is_quoted) {
  STRCMP_EQUAL("`a``b`", db::quote_identifier("a`b").c_str());
  CHECK_THROWS(std::logic_error, db::quote_identifier(""));
}

TEST(Identifier, wildcards_of_like_mean_themselves) {
  STRCMP_EQUAL("50\\%\\_\\\\", db::escape_like("50%_\\").c_str());
}

TEST_GROUP(ServerError){};

TEST(ServerError, is_told_by_its_number) {
  CHECK(db::error_of(1213, "x").code == base::Errc::kRetryTransaction);
  CHECK(db::error_of(1205, "x").code == base::Errc::kRetryTransaction);
  CHECK(db::error_of(2006, "x").code == base::Errc::kUnavailable);
  CHECK(db::error_of(1114, "x").code == base::Errc::kUnavailable);
  CHECK(db::error_of(1064, "x").code == base::Errc::kInternal);
  CHECK_TRUE(db::is_connection_lost(2013));
  CHECK_TRUE(db::is_connection_lost(1047));
  CHECK_TRUE(db::is_connection_lost(1053));
  CHECK_FALSE(db::is_connection_lost(1213));
}
