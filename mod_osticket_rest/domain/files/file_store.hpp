// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/system.hpp"
#include "db/tickets/files.hpp"
#include "domain/files/prepared_file.hpp"

namespace ost::domain {

/// Whether a file that is there already is used for equal content.
enum class Reuse { kYes, kNo };

/// A file that is to be attached, under a name that may be another than its own.
struct FileUse {
  db::FileRow file;
  std::string name;
  bool is_inline = false;
  const PreparedFile* prepared = nullptr;  ///< where it was sent with this request
};

/// What a file is attached to.
struct FileOwner {
  std::int64_t id = 0;
  char type = 'H';  ///< see db::AttachmentRow
};

/// Writes files and what they are attached to, inside the caller's transaction
/// (AttachmentFile::create, ThreadEntry::createAttachments).
class FileStore {
 public:
  FileStore(db::Connection& connection, base::Random& random, std::string now)
      : connection_(connection), random_(random), now_(std::move(now)) {}

  /// The file with the content: one that is known, or a new one in chunks.
  base::Result<db::FileRow> keep(const PreparedFile& file, Reuse reuse);

  /// A file that hangs on another object of the same id already is attached as a copy, which
  /// `files` names then: osTicket's table has room for one.
  base::Status attach(const FileOwner& owner, std::vector<FileUse>& files);

  db::Connection& connection() { return connection_; }
  base::Random& random() { return random_; }
  const std::string& now() const { return now_; }

 private:
  std::string key_of(std::string_view digest);
  base::Status write_chunks(std::int64_t file_id, const base::Content& content);

  db::Connection& connection_;
  base::Random& random_;
  std::string now_;
};

/// So many letters as osTicket makes them up for names (Misc::randCode).
std::string random_letters(base::Random& random, int count);

/// The files of a canned response, under the names they have there; what shows one in its text
/// makes it inline (Ticket::postCannedReply).
base::Result<std::vector<FileUse>> canned_files(db::Connection& connection,
                                                std::int64_t response_id);

}  // namespace ost::domain
