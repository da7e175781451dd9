// SPDX-License-Identifier: MIT
#include "db/desk/canned_responses.hpp"

#include "db/select_all.hpp"

namespace ost::db {
namespace {

constexpr Statement kFind{
    "canned_responses.find",
    "SELECT response FROM {canned_response} WHERE canned_id = %s AND isenabled = 1", 1};

constexpr Statement kAttach{
    "canned_responses.attach",
    "INSERT IGNORE INTO {attachment} (object_id, type, file_id, inline)"
    " SELECT %s, 'H', file_id, 0 FROM {attachment} WHERE type = 'C' AND object_id = %s",
    2};

}  // namespace

base::Result<std::optional<std::string>> find_canned_response(Connection& connection,
                                                              std::int64_t id) {
  return select_one<std::optional<std::string>>(connection, kFind, {id}, std::nullopt,
                                                [](const Row& r) { return r.maybe_string(0); });
}

base::Status attach_canned_files(Connection& connection, std::int64_t canned_id,
                                 std::int64_t entry_id) {
  const auto attached = connection.execute(kAttach, {entry_id, canned_id});
  if (!attached) return attached.error();
  return {};
}

}  // namespace ost::db
