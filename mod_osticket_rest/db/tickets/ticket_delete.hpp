// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "db/connection.hpp"

namespace ost::db {

/// Tickets merged into or linked to this one.
base::Result<std::vector<std::int64_t>> load_children(Connection& connection,
                                                      std::int64_t ticket_id);

/// Makes tickets stand by themselves again: no parent, no merge flags, their thread an ordinary one
/// (Ticket::delete for children of the ticket that goes).
base::Status release_children(Connection& connection, const std::vector<std::int64_t>& ticket_ids);

/// Clears the merge flags of a parent whose last child is gone (Ticket::setMergeType).
base::Status release_parent(Connection& connection, std::int64_t ticket_id);

/// The ticket's own row, its forms, its materialised row, its row in the search index.
base::Status delete_ticket_rows(Connection& connection, std::int64_t ticket_id, bool has_cdata);

/// The thread with its entries, attachments, collaborators, referrals and search rows; the events
/// stay, detached. Where it had attachments, all files of tickets that are older than a day and
/// that nothing uses go too (Thread::delete, Thread::deleteAttachments).
base::Status delete_thread(Connection& connection, std::int64_t thread_id);

/// An answer to a field of type files, whose files are attached under an id made of both.
struct FileFieldRow {
  std::int64_t field_id = 0;
  std::int64_t entry_id = 0;
};
base::Result<std::vector<FileFieldRow>> load_file_fields(Connection& connection,
                                                         std::int64_t ticket_id);

}  // namespace ost::db
