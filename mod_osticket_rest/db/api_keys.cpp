// SPDX-License-Identifier: MIT
#include "db/api_keys.hpp"

#include "db/api_keys_sql.hpp"
#include "db/select_all.hpp"

namespace ost::db {

base::Result<std::vector<ApiKeyRow>> find_api_keys(Connection& connection, const std::string& key) {
  return select_all<ApiKeyRow>(connection, api_keys_sql::kFind, {key}, [](const Row& r) {
    return ApiKeyRow{r.number(0), r.flag(1), r.string(2), r.string(3), r.flag(4)};
  });
}

}  // namespace ost::db
