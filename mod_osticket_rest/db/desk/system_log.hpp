// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "db/connection.hpp"

namespace ost::db {

struct SystemLogRow {
  std::string type;  ///< Error, Warning, Debug
  std::string title;
  std::string log;
  std::string ip_address;
};

/// Adds a line to osTicket's system log.
base::Status insert_system_log(Connection& connection, const SystemLogRow& row);

}  // namespace ost::db
