// SPDX-License-Identifier: MIT
#include "db/tickets/template_data.hpp"

#include "db/query.hpp"

namespace ost::db {
namespace {

constexpr Statement kUser{
    "template_data.user",
    "SELECT u.default_email_id, u.id, u.name, u.org_id, u.status, COALESCE(d.address, ''), 1"
    " FROM {user} u"
    " LEFT JOIN {user_email} d ON d.id = u.default_email_id"
    " WHERE u.id = %s",
    1};

constexpr Statement kUserZone{"template_data.user_zone",
                              "SELECT timezone FROM {user_account} WHERE user_id = %s LIMIT 1", 1};

constexpr Statement kCollaborators{
    "template_data.collaborators",
    "SELECT u.default_email_id, u.id, u.name, u.org_id, u.status, COALESCE(d.address, ''), 1,"
    " c.id, c.flags & 1"
    " FROM {thread_collaborator} c"
    " JOIN {user} u ON u.id = c.user_id"
    " LEFT JOIN {user_email} d ON d.id = u.default_email_id"
    " WHERE c.thread_id = %s"
    " ORDER BY u.name, u.id",
    1};

// osTicket asks for no order; its join gives those with an account first.
constexpr Statement kMembers{
    "template_data.members",
    "SELECT u.default_email_id, u.id, u.name, u.org_id, u.status, COALESCE(d.address, ''), 1"
    " FROM {user} u"
    " LEFT JOIN {user_email} d ON d.id = u.default_email_id"
    " LEFT JOIN {user_account} a ON a.user_id = u.id"
    " WHERE u.org_id = %s"
    " ORDER BY a.id IS NULL, u.id",
    1};

constexpr Statement kEntry{
    "template_data.entry",
    "SELECT id, thread_id, staff_id, user_id, type, poster, title, body, format, created, updated"
    " FROM {thread_entry} WHERE id = %s",
    1};

// 0x4: ThreadEntry::FLAG_HIDDEN, of what an agent has edited since.
constexpr Statement kEntries{
    "template_data.entries",
    "SELECT id, thread_id, staff_id, user_id, type, poster, title, body, format, created, updated"
    " FROM {thread_entry} WHERE thread_id = %s AND type IN ('M', 'R') AND flags & 0x4 = 0"
    " ORDER BY id",
    1};

// Flag 1: the message that opened the ticket (ThreadEntry::FLAG_ORIGINAL_MESSAGE).
constexpr Statement kOriginal{
    "template_data.original",
    "SELECT id, thread_id, staff_id, user_id, type, poster, title, body, format, created, updated"
    " FROM {thread_entry} WHERE thread_id = %s AND type = 'M' AND flags & 1 ORDER BY id LIMIT 1",
    1};

constexpr Statement kLastMessage{
    "template_data.last_message",
    "SELECT id, thread_id, staff_id, user_id, type, poster, title, body, format, created, updated"
    " FROM {thread_entry} WHERE thread_id = %s AND type = 'M' AND flags & 0x4 = 0"
    " ORDER BY id DESC LIMIT 1",
    1};

// Index: thread_id of the entries, thread_entry_id of what is known of their mails.
constexpr Statement kLastMail{
    "template_data.last_mail",
    "SELECT m.mid FROM {thread_entry} e JOIN {thread_entry_email} m ON m.thread_entry_id = e.id"
    " WHERE e.thread_id = %s AND e.type = 'M' AND e.flags & 0x4 = 0 AND e.source = 'Email'"
    " AND m.headers IS NOT NULL AND %s IN (0, e.user_id) AND e.id < %s ORDER BY e.id DESC LIMIT 1",
    3};

constexpr Statement kEntryFiles{
    "template_data.entry_files",
    "SELECT a.file_id, COALESCE(NULLIF(a.name, ''), f.name), f.`key`, f.name FROM {attachment} a"
    " JOIN {file} f ON f.id = a.file_id"
    " WHERE a.type = 'H' AND a.object_id = %s ORDER BY a.id",
    1};

// The form of the company belongs to no object.
constexpr Statement kCompany{"template_data.company",
                             "SELECT v.entry_id, v.field_id, v.value, v.value_id"
                             " FROM {form_entry} e JOIN {form_entry_values} v ON v.entry_id = e.id"
                             " WHERE e.object_type = 'C'"
                             " ORDER BY e.id",
                             0};

UserRow user_of(const Row& r) {
  return UserRow{r.number(0), r.number(1), r.string(2), r.number(3),
                 r.number(4), r.string(5), r.flag(6)};
}

EntryViewRow entry_of(const Row& r) {
  return EntryViewRow{r.number(0), r.number(1),       r.number(2),       r.number(3),
                      r.string(4), r.string(5),       r.string(6),       r.string(7),
                      r.string(8), r.maybe_string(9), r.maybe_string(10)};
}

FormValueRow value_of(const Row& r) {
  return FormValueRow{r.number(0), r.number(1), r.maybe_string(2), r.maybe_number(3)};
}

}  // namespace

base::Result<UserRow> find_user(Connection& connection, std::int64_t id) {
  return select_one(connection, kUser, {id}, UserRow(), user_of);
}

base::Result<std::string> find_user_zone(Connection& connection, std::int64_t user_id) {
  return select_one(connection, kUserZone, {user_id}, std::string(),
                    [](const Row& r) { return r.string(0); });
}

base::Result<std::vector<ParticipantRow>> load_collaborators(Connection& connection,
                                                             std::int64_t thread_id) {
  return select_all<ParticipantRow>(connection, kCollaborators, {thread_id}, [](const Row& r) {
    return ParticipantRow{r.number(7), r.flag(8), user_of(r)};
  });
}

base::Result<std::vector<UserRow>> load_organization_members(Connection& connection,
                                                             std::int64_t organization_id) {
  return select_all<UserRow>(connection, kMembers, {organization_id}, user_of);
}

base::Result<EntryViewRow> find_entry(Connection& connection, std::int64_t id) {
  return select_one(connection, kEntry, {id}, EntryViewRow(), entry_of);
}

base::Result<EntryViewRow> find_original_message(Connection& connection, std::int64_t thread_id) {
  return select_one(connection, kOriginal, {thread_id}, EntryViewRow(), entry_of);
}

base::Result<EntryViewRow> find_last_message(Connection& connection, std::int64_t thread_id) {
  return select_one(connection, kLastMessage, {thread_id}, EntryViewRow(), entry_of);
}

base::Result<std::string> find_answered_mail(Connection& connection, const AnsweredMail& asked) {
  return select_one(connection, kLastMail, {asked.thread_id, asked.user_id, asked.entry_id},
                    std::string(), [](const Row& row) { return row.string(0); });
}

base::Result<std::vector<EntryViewRow>> load_entries(Connection& connection,
                                                     std::int64_t thread_id) {
  return select_all<EntryViewRow>(connection, kEntries, {thread_id}, entry_of);
}

base::Result<std::vector<FileReference>> load_entry_files(Connection& connection,
                                                          std::int64_t entry_id) {
  return select_all<FileReference>(connection, kEntryFiles, {entry_id}, [](const Row& r) {
    return FileReference{r.number(0), r.string(1), r.string(2), r.string(3)};
  });
}

base::Result<std::vector<FormValueRow>> load_company_values(Connection& connection) {
  return select_all<FormValueRow>(connection, kCompany, value_of);
}

}  // namespace ost::db
