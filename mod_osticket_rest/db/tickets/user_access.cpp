// SPDX-License-Identifier: MIT
#include "db/tickets/user_access.hpp"

#include "db/query.hpp"

namespace ost::db {
namespace {

constexpr Statement kPartInChild{
    "user_access.part_in_child",
    "SELECT COUNT(*) FROM {ticket} t"
    " LEFT JOIN {user} u ON u.id = t.user_id"
    " LEFT JOIN {thread} h ON h.object_id = t.ticket_id AND h.object_type IN ('T', 'C')"
    " LEFT JOIN {thread_collaborator} c ON c.thread_id = h.id AND c.user_id = %s"
    " WHERE t.ticket_pid = %s AND (t.user_id = %s OR c.id IS NOT NULL"
    " OR (u.org_id = %s AND u.org_id > 0))",
    4};

}  // namespace

base::Result<bool> has_part_in_child(Connection& connection, std::int64_t parent_id,
                                     const TicketReader& reader) {
  return select_one<bool>(connection, kPartInChild,
                          {reader.user_id, parent_id, reader.user_id, reader.org_id}, false,
                          [](const Row& r) { return r.flag(0); });
}

}  // namespace ost::db
