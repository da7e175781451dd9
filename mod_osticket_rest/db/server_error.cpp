// SPDX-License-Identifier: MIT
#include "db/server_error.hpp"

#include <algorithm>
#include <iterator>

namespace ost::db {
namespace {

// 1205 lock wait, 1213 deadlock (also a cluster's certification conflict), 1020 record changed.
// 1062 is a row that another transaction has just added: the next attempt finds it.
constexpr int kRetry[] = {1020, 1062, 1205, 1213};

// -1: apr_dbd itself, before the server was asked. 1047 a cluster's node that has lost the others,
// 1053 a server that shuts down: a load balancer leads a new connection to one that serves.
constexpr int kLost[] = {-1,   1047, 1053, 1152, 1158, 1159, 1160, 1161, 1184, 1927,
                         2002, 2003, 2006, 2013, 2014, 2026, 2027, 2055, 4031};

// 1054 a column, 1146 a table that is not there (any more): osTicket drops and rebuilds the tables
// of its forms' values, and their columns follow the fields' names.
constexpr int kSchemaChanged[] = {1054, 1146};

// Too many connections, full disk or table, access missing, statement interrupted or out
// of time, read-only server, lock table full, aborted statement.
constexpr int kAway[] = {1021, 1026, 1030, 1037, 1040, 1041, 1044, 1045, 1114, 1135, 1142,
                         1143, 1203, 1206, 1226, 1290, 1317, 1792, 1836, 1969, 3024, 3100};

template <std::size_t N>
bool has(const int (&numbers)[N], int number) {
  return std::find(std::begin(numbers), std::end(numbers), number) != std::end(numbers);
}

base::Error unavailable_as(base::Errc code, const std::string& detail) {
  base::Error error = base::unavailable(detail);
  error.code = code;
  return error;
}

}  // namespace

bool is_connection_lost(int number) {
  return has(kLost, number);
}

base::Error error_of(int number, std::string_view label) {
  std::string detail =
      "statement " + std::string(label) + ": database error " + std::to_string(number);
  if (has(kRetry, number)) return unavailable_as(base::Errc::kRetryTransaction, detail);
  if (has(kSchemaChanged, number)) return unavailable_as(base::Errc::kSchemaChanged, detail);
  if (is_connection_lost(number) || has(kAway, number)) return base::unavailable(std::move(detail));
  return base::internal_error(std::move(detail));
}

}  // namespace ost::db
