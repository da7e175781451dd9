// SPDX-License-Identifier: MIT
// The rows that a new ticket adds. Times are database time, "YYYY-MM-DD HH:MM:SS".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/connection.hpp"

namespace ost::db {

struct NewEntryRow {
  std::int64_t parent_id = 0;
  std::int64_t thread_id = 0;
  std::int64_t staff_id = 0;
  std::int64_t user_id = 0;
  char type = 'M';  ///< M: message, R: response, N: note
  std::int64_t flags = 0;
  std::string poster;
  std::string source;
  std::optional<std::string> title;
  std::string body;
  std::string format;
  std::string ip_address;
  std::optional<std::string> recipients;  ///< JSON
  std::string now;
};

struct NewCollaboratorRow {
  std::int64_t flags = 0;
  std::int64_t user_id = 0;
};

struct SearchRow {
  char type = 'T';  ///< T: ticket, H: thread entry, U: user
  std::int64_t id = 0;
  std::string title;
  std::string content;
};

/// The thread of a new ticket; `last_response` is empty where nobody has answered yet.
base::Result<std::int64_t> insert_thread(Connection& connection, std::int64_t ticket_id,
                                         const std::string& now,
                                         const std::optional<std::string>& last_response);

base::Result<std::int64_t> insert_entry(Connection& connection, const NewEntryRow& entry);
/// Puts another body into an entry that has just been inserted.
base::Status set_entry_body(Connection& connection, std::int64_t entry_id, const std::string& body);

base::Status insert_collaborators(Connection& connection, std::int64_t thread_id,
                                  const std::vector<NewCollaboratorRow>& collaborators,
                                  const std::string& now);

struct CollaboratorId {
  std::int64_t id = 0;
  std::int64_t user_id = 0;
};

/// The collaborators of a thread in the order of their names.
base::Result<std::vector<CollaboratorId>> load_collaborator_ids(Connection& connection,
                                                                std::int64_t thread_id);

/// MysqlSearchBackend::update for several objects at once.
base::Status write_search_rows(Connection& connection, const std::vector<SearchRow>& rows);

struct SequenceRow {
  std::int64_t id = 0;  ///< 0: none
  std::int64_t next = 1;
  std::int64_t increment = 1;
  std::string padding = "0";
};

/// Locks the sequence until the transaction ends; id 0 when there is none (Sequence::__next).
base::Result<SequenceRow> lock_sequence(Connection& connection, std::int64_t id);

/// Stores the number that the next ticket gets.
base::Status advance_sequence(Connection& connection, const SequenceRow& sequence,
                              const std::string& now);

/// Ticket::isTicketNumberUnique, the other way round.
base::Result<bool> is_number_taken(Connection& connection, const std::string& number);

}  // namespace ost::db
