// SPDX-License-Identifier: MIT
// Writes standard input into a row of the table `chunk` as bytes, an empty value and a NULL beside
// it, and writes to standard output what it reads back. The argument is what DBDParams would say.
#include <apr_dbd.h>
#include <apr_general.h>

#include <chrono>
#include <iostream>
#include <iterator>
#include <string>

#include "base/system.hpp"
#include "db/dbd/dbd_connection.hpp"

using namespace ost;

namespace {

constexpr db::Statement kInsert{"row_bytes.insert",
                                "INSERT INTO chunk VALUES (1, %s), (2, %s), (3, %s)", 3};
constexpr db::Statement kRead{"row_bytes.read", "SELECT content FROM chunk ORDER BY id", 0};

bool copy(db::Connection& connection) {
  const std::string content(std::istreambuf_iterator<char>(std::cin), {});
  if (!connection.execute(kInsert, {db::Bytes{content}, db::Bytes{""}, nullptr})) return false;
  int missing = 0;
  const base::Status read = connection.select(kRead, {}, [&](const db::Row& row) {
    const auto bytes = row.bytes(0);
    if (bytes)
      std::cout << *bytes;
    else
      ++missing;
    return base::Status();
  });
  return read.ok() && missing == 1;
}

}  // namespace

int main(int count, char** words) {
  apr_pool_t* pool = nullptr;
  const apr_dbd_driver_t* driver = nullptr;
  apr_dbd_t* handle = nullptr;
  if (count != 2 || apr_initialize() != APR_SUCCESS ||
      apr_pool_create(&pool, nullptr) != APR_SUCCESS || apr_dbd_init(pool) != APR_SUCCESS ||
      apr_dbd_get_driver(pool, "mysql", &driver) != APR_SUCCESS ||
      apr_dbd_open(driver, pool, words[1], &handle) != APR_SUCCESS)
    return 1;
  const base::SystemClock clock;
  db::Usage usage;
  db::CallDeadlines deadlines(clock);
  bool is_copied = false;
  {
    db::DbdConnection connection({driver, handle, db::TimedCall::kNoSocket},
                                 {deadlines, std::chrono::seconds(10)}, pool, "ost_", clock, usage);
    is_copied = copy(connection);
  }
  apr_dbd_close(driver, handle);
  apr_terminate();
  return is_copied ? 0 : 1;
}
