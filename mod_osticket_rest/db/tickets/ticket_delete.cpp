// SPDX-License-Identifier: MIT
#include "db/tickets/ticket_delete.hpp"

#include <initializer_list>

#include "db/query.hpp"
#include "db/tickets/files.hpp"

namespace ost::db {
namespace {

constexpr Statement kChildren{"ticket_delete.children",
                              "SELECT ticket_id FROM {ticket} WHERE ticket_pid = %s FOR UPDATE", 1};

// 0x1B: Ticket's flags for combined and separate threads, linked, and parent.
constexpr Statement kReleaseChildren{
    "ticket_delete.release_children",
    "UPDATE {ticket} SET ticket_pid = NULL, flags = flags & ~0x1B, updated = NOW()"
    " WHERE ticket_id IN %s",
    1};

constexpr Statement kReleaseThreads{
    "ticket_delete.release_threads",
    "UPDATE {thread} SET object_type = 'T' WHERE object_id IN %s AND object_type = 'C'", 1};

constexpr Statement kReleaseParent{"ticket_delete.release_parent",
                                   "UPDATE {ticket} SET flags = flags & ~0x1B, updated = NOW()"
                                   " WHERE ticket_id = %s AND flags & 0x10",
                                   1};

constexpr Statement kTicket{"ticket_delete.ticket", "DELETE FROM {ticket} WHERE ticket_id = %s", 1};

constexpr Statement kCdata{"ticket_delete.cdata",
                           "DELETE FROM {ticket__cdata} WHERE ticket_id = %s", 1};

constexpr Statement kForms{
    "ticket_delete.forms",
    "DELETE e, v FROM {form_entry} e LEFT JOIN {form_entry_values} v ON v.entry_id = e.id"
    " WHERE e.object_type = 'T' AND e.object_id = %s",
    1};

constexpr Statement kFileFields{
    "ticket_delete.file_fields",
    "SELECT v.field_id, v.entry_id FROM {form_entry} e"
    " JOIN {form_entry_values} v ON v.entry_id = e.id JOIN {form_field} f ON f.id = v.field_id"
    " WHERE e.object_type = 'T' AND e.object_id = %s AND f.type = 'files'",
    1};

constexpr Statement kTicketSearch{
    "ticket_delete.ticket_search",
    "DELETE FROM {_search} WHERE object_type = 'T' AND object_id = %s", 1};

constexpr Statement kThreadSearch{
    "ticket_delete.thread_search",
    "DELETE s FROM {_search} s JOIN {thread_entry} e ON e.id = s.object_id"
    " WHERE s.object_type = 'H' AND e.thread_id = %s",
    1};

constexpr Statement kAttachments{
    "ticket_delete.attachments",
    "DELETE a FROM {attachment} a JOIN {thread_entry} e ON e.id = a.object_id"
    " WHERE a.type = 'H' AND e.thread_id = %s",
    1};

constexpr Statement kMailHeaders{
    "ticket_delete.mail_headers",
    "UPDATE {thread_entry_email} m JOIN {thread_entry} e ON e.id = m.thread_entry_id"
    " SET m.headers = NULL WHERE e.thread_id = %s",
    1};

constexpr Statement kCollaborators{"ticket_delete.collaborators",
                                   "DELETE FROM {thread_collaborator} WHERE thread_id = %s", 1};
constexpr Statement kReferrals{"ticket_delete.referrals",
                               "DELETE FROM {thread_referral} WHERE thread_id = %s", 1};
constexpr Statement kEntries{"ticket_delete.entries",
                             "DELETE FROM {thread_entry} WHERE thread_id = %s", 1};
constexpr Statement kEvents{"ticket_delete.events",
                            "UPDATE {thread_event} SET thread_id = 0 WHERE thread_id = %s", 1};
constexpr Statement kThread{"ticket_delete.thread", "DELETE FROM {thread} WHERE id = %s", 1};

base::Status run_all(Connection& connection, std::initializer_list<const Statement*> statements,
                     const Value& value) {
  for (const Statement* statement : statements) {
    const auto done = connection.execute(*statement, {value});
    if (!done) return done.error();
  }
  return {};
}

base::Result<std::vector<std::int64_t>> ids(Connection& connection, const Statement& statement,
                                            const Value& value) {
  return select_all<std::int64_t>(connection, statement, {value},
                                  [](const Row& r) { return r.number(0); });
}

}  // namespace

base::Result<std::vector<std::int64_t>> load_children(Connection& connection,
                                                      std::int64_t ticket_id) {
  return ids(connection, kChildren, ticket_id);
}

base::Status release_children(Connection& connection, const std::vector<std::int64_t>& ticket_ids) {
  if (ticket_ids.empty()) return {};
  return run_all(connection, {&kReleaseChildren, &kReleaseThreads}, ticket_ids);
}

base::Status release_parent(Connection& connection, std::int64_t ticket_id) {
  return run_all(connection, {&kReleaseParent}, ticket_id);
}

base::Status delete_ticket_rows(Connection& connection, std::int64_t ticket_id, bool has_cdata) {
  base::Status deleted = run_all(connection, {&kTicket, &kForms, &kTicketSearch}, ticket_id);
  if (!deleted || !has_cdata) return deleted;
  return run_all(connection, {&kCdata}, ticket_id);
}

base::Status delete_thread(Connection& connection, std::int64_t thread_id) {
  const auto detached = connection.execute(kAttachments, {thread_id});
  if (!detached) return detached.error();
  base::Status deleted = run_all(
      connection,
      {&kThreadSearch, &kMailHeaders, &kCollaborators, &kReferrals, &kEntries, &kEvents, &kThread},
      thread_id);
  return deleted && *detached > 0 ? sweep_files(connection) : deleted;
}

base::Result<std::vector<FileFieldRow>> load_file_fields(Connection& connection,
                                                         std::int64_t ticket_id) {
  return select_all<FileFieldRow>(connection, kFileFields, {ticket_id}, [](const Row& row) {
    return FileFieldRow{row.number(0), row.number(1)};
  });
}

}  // namespace ost::db
