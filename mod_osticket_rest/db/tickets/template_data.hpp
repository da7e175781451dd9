// SPDX-License-Identifier: MIT
// What the variables of templates read of tickets and people, one question each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/desk/forms.hpp"
#include "db/people/people.hpp"
#include "db/tickets/participants.hpp"

namespace ost::db {

struct EntryViewRow {
  std::int64_t id = 0;  ///< 0: there is none
  std::int64_t thread_id = 0;
  std::int64_t staff_id = 0;
  std::int64_t user_id = 0;
  std::string type;  ///< M, R, N
  std::string poster;
  std::string title;  ///< encoded for markup
  std::string body;
  std::string format;  ///< html, text
  std::optional<std::string> created{};
  std::optional<std::string> updated{};
};

/// A file that goes with a message, and the name it has there.
struct FileReference {
  std::int64_t file_id = 0;
  std::string name;
  std::string key{};       ///< by which texts show it
  std::string own_name{};  ///< the name that it was stored under
};

/// id 0 when there is no such user.
base::Result<UserRow> find_user(Connection& connection, std::int64_t id);
/// The zone a user has chosen; "" where he has none or no account.
base::Result<std::string> find_user_zone(Connection& connection, std::int64_t user_id);
/// The collaborators of a thread in the order of their names (Thread::getCollaborators).
base::Result<std::vector<ParticipantRow>> load_collaborators(Connection& connection,
                                                             std::int64_t thread_id);
/// The users of an organisation, those with an account first.
base::Result<std::vector<UserRow>> load_organization_members(Connection& connection,
                                                             std::int64_t organization_id);
/// id 0 when there is none: an entry, the message that opened the ticket, the latest message.
base::Result<EntryViewRow> find_entry(Connection& connection, std::int64_t id);
base::Result<EntryViewRow> find_original_message(Connection& connection, std::int64_t thread_id);
base::Result<EntryViewRow> find_last_message(Connection& connection, std::int64_t thread_id);
/// Which mail a message about an entry answers: the last one that came into the thread before the
/// entry, from that user or, for 0, from anybody (Thread::getLastEmailMessage).
struct AnsweredMail {
  std::int64_t thread_id = 0;  ///< 0: it answers none
  std::int64_t entry_id = 0;
  std::int64_t user_id = 0;
};
/// Its Message-ID, as it stood in the mail; "" where there is none.
base::Result<std::string> find_answered_mail(Connection& connection, const AnsweredMail& asked);
/// Messages and responses, oldest first.
base::Result<std::vector<EntryViewRow>> load_entries(Connection& connection,
                                                     std::int64_t thread_id);
/// The files of an entry, those that its text shows among them (ThreadEntry::getAttachments).
base::Result<std::vector<FileReference>> load_entry_files(Connection& connection,
                                                          std::int64_t entry_id);
/// What the help desk says of its company.
base::Result<std::vector<FormValueRow>> load_company_values(Connection& connection);

}  // namespace ost::db
