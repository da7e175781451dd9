// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "db/tickets/file_content.hpp"
#include "db/tickets/thread_list.hpp"

namespace ost::db {

/// A file that hangs on an entry of a thread.
struct EntryFile {
  std::int64_t entry_id = 0;
  std::int64_t id = 0;  ///< of the attachment
  bool is_inline = false;
  StoredFile file;
};

/// The files of the entries that the same query of `read_entries` answers, in one statement; by
/// entry, and there in the order in which they were attached.
base::Result<std::vector<EntryFile>> load_entry_files(Connection& connection,
                                                      const EntryQuery& query);

/// A file that answers a field of a ticket's forms; of what is stored its name, type and size.
struct AnswerFile {
  std::int64_t ticket_id = 0;
  std::int64_t field_id = 0;
  std::int64_t id = 0;  ///< of the attachment
  StoredFile file;
};

/// The files of the forms of these tickets; by ticket and field, there as they were attached.
base::Result<std::vector<AnswerFile>> load_answer_files(
    Connection& connection, const std::vector<std::int64_t>& ticket_ids);

}  // namespace ost::db
