// SPDX-License-Identifier: MIT
#pragma once

#include "db/connection.hpp"

namespace ost::db {

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
