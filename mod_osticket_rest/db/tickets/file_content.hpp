// SPDX-License-Identifier: MIT
// The contents of stored files, as osTicket's AttachmentFile and AttachmentChunkedData keep them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.hpp"
#include "db/tickets/thread_list.hpp"

namespace ost::db {

struct StoredFile {
  std::int64_t id = 0;
  std::string back_end;  ///< D: the database, F: a folder, others are of plugins
  std::string type;
  std::int64_t size = 0;
  std::string key;
  std::string signature;
  std::string name;  ///< the one under which it is attached
  std::optional<std::int64_t> created_utc{};
};

/// A file that is attached to an entry of a ticket or answers a field of its forms.
struct AttachedFileQuery {
  std::int64_t ticket_id = 0;
  std::int64_t file_id = 0;
  bool with_notes = true;  ///< whether it may hang on an internal note alone
};

/// Empty when neither an entry of the ticket that osTicket does not hide has the file nor its
/// forms.
base::Result<std::optional<StoredFile>> find_attached_file(Connection& connection,
                                                           const AttachedFileQuery& query);

/// osTicket's CHUNK_SIZE: of each chunk of a file but the last.
constexpr std::int64_t kChunkBytes = 512000;

/// A piece of a file in its row.
struct Chunk {
  std::int64_t number = 0;
  std::int64_t offset = 0;  ///< of its first byte in the file
  std::int64_t size = 0;
};

/// The chunks of a file in their order; none for a file of which nothing is stored. Their rows are
/// only read where their sizes do not tell themselves.
base::Result<std::vector<Chunk>> find_chunks(Connection& connection, const StoredFile& file);

/// Takes bytes; whether it wants more at once.
using TakeBytes = std::function<bool(std::string_view)>;

/// Bytes of one chunk.
struct ChunkPart {
  std::int64_t number = 0;  ///< of the chunk
  std::int64_t offset = 0;  ///< of the first byte in the chunk
  std::int64_t size = 0;
};

/// Hands `take` bytes of a chunk; their number. kUnavailable when the chunk does not hold them, as
/// after the file was deleted.
base::Result<std::int64_t> read_part(Connection& connection, std::int64_t file_id,
                                     const ChunkPart& part, const TakeBytes& take);

/// Some of a file's chunks, one after the other, at least one.
struct ChunkRun {
  std::vector<Chunk>::const_iterator begin;
  std::vector<Chunk>::const_iterator end;
};

/// Hands `take` whole chunks, each for itself, until it wants no more; how many bytes they had.
/// They are read while it works, in one statement, so it must not wait. Errors as of `read_part`.
base::Result<std::int64_t> read_chunks(Connection& connection, std::int64_t file_id,
                                       const ChunkRun& run, const TakeBytes& take);

/// The folders in which osTicket's plugin for files on disk keeps them.
base::Result<std::vector<std::string>> find_upload_folders(Connection& connection);

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

/// A file that answers a field of a ticket's forms.
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
