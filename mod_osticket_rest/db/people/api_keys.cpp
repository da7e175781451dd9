// SPDX-License-Identifier: MIT
#include "db/people/api_keys.hpp"

#include "db/query.hpp"

namespace ost::db {
namespace {

constexpr Statement kFind{"api_keys.find",
                          "SELECT id, isactive, ipaddr, apikey, can_create_tickets FROM {api_key}"
                          " WHERE apikey = %s",
                          1};

}  // namespace

base::Result<std::vector<ApiKeyRow>> find_api_keys(Connection& connection, const std::string& key) {
  return select_all<ApiKeyRow>(connection, kFind, {key}, [](const Row& r) {
    return ApiKeyRow{r.number(0), r.flag(1), r.string(2), r.string(3), r.flag(4)};
  });
}

}  // namespace ost::db
