// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "db/statement.hpp"

namespace ost::db {

/// One row of a result, by column position from 0. Views are valid until the next row is read.
class Row {
 public:
  virtual ~Row() = default;
  /// The value as text; empty when it is NULL.
  virtual std::optional<std::string_view> text(int column) const = 0;
  /// The value with every byte it has, a NUL among them too, at which `text` may end. Dearer than
  /// `text`: for the contents of files.
  virtual std::optional<std::string_view> bytes(int column) const { return text(column); }

  /// The text, or "" for NULL.
  std::string string(int column) const;
  /// The text as an owned value that keeps NULL apart from "".
  std::optional<std::string> maybe_string(int column) const;
  /// The whole number the text starts with, 0 for NULL and for what is no number (PHP's (int)).
  std::int64_t number(int column) const;
  /// The number, or empty for NULL.
  std::optional<std::int64_t> maybe_number(int column) const;
  /// True for any number but 0.
  bool flag(int column) const { return number(column) != 0; }
};

/// Called once for each row. An error ends the reading (the rest is drained) and is returned.
using RowReader = std::function<base::Status(const Row&)>;

/// One session with the database, used by one request at a time.
/// Errors: kRetryTransaction when the server gave the transaction up in favour of another (the
/// whole of it may run again), kSchemaChanged when a column or a table is not there, kUnavailable
/// when the server is away or too slow, kInternal otherwise.
class Connection {
 public:
  virtual ~Connection() = default;

  /// Runs a statement that answers rows. All rows are read, or drained, before it returns, so the
  /// next statement may follow at once; the reader itself must not use the connection.
  virtual base::Status select(const Statement& statement, const Values& values,
                              const RowReader& read) = 0;

  /// Runs a statement without rows. The number of rows it changed.
  virtual base::Result<std::int64_t> execute(const Statement& statement, const Values& values) = 0;

  /// The AUTO_INCREMENT value of the last INSERT (of its first row, where it had several).
  virtual base::Result<std::int64_t> last_id() = 0;

  /// Transactions. Use `Transaction`, which cannot forget the end. After a failed commit the state
  /// of the work is unknown (kCommitUnknown) unless the server said that it rolled back.
  virtual base::Status begin() = 0;
  virtual base::Status commit() = 0;
  virtual void rollback() noexcept = 0;
};

/// A connection on loan. The loan ends with the object; keep none while a client reads.
class Lease {
 public:
  virtual ~Lease() = default;
  virtual Connection& connection() = 0;
};

/// The way to the database: waits a bounded time for a free connection that is known to be usable.
class Pool {
 public:
  virtual ~Pool() = default;
  virtual base::Result<std::unique_ptr<Lease>> lease() = 0;
};

/// One transaction: what is not committed is rolled back when the object goes.
class Transaction {
 public:
  explicit Transaction(Connection& connection) : connection_(connection) {}
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  base::Status begin();
  /// Success means that the server has confirmed the commit.
  base::Status commit();

 private:
  Connection& connection_;
  bool open_ = false;
};

}  // namespace ost::db
