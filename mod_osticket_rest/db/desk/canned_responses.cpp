// SPDX-License-Identifier: MIT
#include "db/desk/canned_responses.hpp"

#include "db/select_all.hpp"

namespace ost::db {
namespace {

constexpr Statement kFind{
    "canned_responses.find",
    "SELECT response FROM {canned_response} WHERE canned_id = %s AND isenabled = 1", 1};

}  // namespace

base::Result<std::optional<std::string>> find_canned_response(Connection& connection,
                                                              std::int64_t id) {
  return select_one<std::optional<std::string>>(connection, kFind, {id}, std::nullopt,
                                                [](const Row& r) { return r.maybe_string(0); });
}

}  // namespace ost::db
