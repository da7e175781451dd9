// SPDX-License-Identifier: MIT
#include "db/clock.hpp"

#include "db/select_all.hpp"

namespace ost::db {
namespace {

constexpr Statement kNow{"clock.now", "SELECT NOW()", 0};

}  // namespace

base::Result<std::string> database_time(Connection& connection) {
  return select_one<std::string>(connection, kNow, {}, "",
                                 [](const Row& r) { return r.string(0); });
}

}  // namespace ost::db
