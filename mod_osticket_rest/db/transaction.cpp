// SPDX-License-Identifier: MIT
#include "db/transaction.hpp"

namespace ost::db {

Transaction::~Transaction() {
  if (open_) connection_.rollback();
}

base::Status Transaction::begin() {
  base::Status begun = connection_.begin();
  open_ = begun.ok();
  return begun;
}

base::Status Transaction::commit() {
  open_ = false;
  return connection_.commit();
}

}  // namespace ost::db
