// SPDX-License-Identifier: MIT
#pragma once

#include <mysql.h>

#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>

#include "db/connection.hpp"
#include "db/statement.hpp"

namespace ost::tools {

/// A connection that reads, for tools outside httpd: over a socket, as the user of the process.
class MariaDbConnection final : public db::Connection {
 public:
  MariaDbConnection(const char* socket, const char* database)
      : handle_(mysql_init(nullptr), mysql_close) {
    mysql_options(handle_.get(), MYSQL_SET_CHARSET_NAME, "utf8mb4");
    if (!mysql_real_connect(handle_.get(), nullptr, nullptr, nullptr, database, 0, socket, 0))
      fail();
  }

  base::Status select(const db::Statement& statement, const db::Values& values,
                      const db::RowReader& read) override {
    const std::string sql = db::expand(statement, "ost_", values);
    if (mysql_real_query(handle_.get(), sql.data(), sql.size()) != 0) fail();
    const std::unique_ptr<MYSQL_RES, decltype(&mysql_free_result)> rows(
        mysql_store_result(handle_.get()), mysql_free_result);
    for (MYSQL_ROW row = mysql_fetch_row(rows.get()); row; row = mysql_fetch_row(rows.get()))
      if (base::Status done = read(TextRow(row, mysql_fetch_lengths(rows.get()))); !done)
        return done;
    return {};
  }

  base::Result<std::int64_t> execute(const db::Statement&, const db::Values&) override {
    return base::internal_error("this connection only reads");
  }
  base::Result<std::int64_t> last_id() override { return std::int64_t{0}; }
  base::Status begin() override { return {}; }
  base::Status commit() override { return {}; }
  void rollback() noexcept override {}

 private:
  class TextRow final : public db::Row {
   public:
    TextRow(MYSQL_ROW row, const unsigned long* lengths) : row_(row), lengths_(lengths) {}
    std::optional<std::string_view> text(int column) const override {
      if (!row_[column]) return std::nullopt;
      return std::string_view(row_[column], lengths_[column]);
    }

   private:
    MYSQL_ROW row_;
    const unsigned long* lengths_;
  };

  [[noreturn]] void fail() {
    std::cerr << mysql_error(handle_.get()) << '\n';
    std::exit(2);
  }

  std::unique_ptr<MYSQL, decltype(&mysql_close)> handle_;
};

}  // namespace ost::tools
