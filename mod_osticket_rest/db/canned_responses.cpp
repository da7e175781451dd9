// SPDX-License-Identifier: MIT
#include "db/canned_responses.hpp"

#include "db/canned_responses_sql.hpp"
#include "db/select_all.hpp"

namespace ost::db {

base::Result<std::optional<std::string>> find_canned_response(Connection& connection,
                                                              std::int64_t id) {
  return select_one<std::optional<std::string>>(connection, canned_responses_sql::kFind, {id},
                                                std::nullopt,
                                                [](const Row& r) { return r.maybe_string(0); });
}

base::Status attach_canned_files(Connection& connection, std::int64_t canned_id,
                                 std::int64_t entry_id) {
  const auto attached = connection.execute(canned_responses_sql::kAttach, {entry_id, canned_id});
  if (!attached) return attached.error();
  return {};
}

}  // namespace ost::db
