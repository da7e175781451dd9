// SPDX-License-Identifier: MIT
// The files of a thread entry: what is to be attached, which is prepared before a connection is
// taken, and what writes it (ThreadEntry::create).
#pragma once

#include <string>
#include <vector>

#include "domain/files/file_store.hpp"
#include "domain/notify/ticket_view.hpp"

namespace ost::domain {

/// What an entry brings besides its text.
struct Attachments {
  PreparedFiles files{};   ///< as they were sent
  PreparedFiles images{};  ///< that the text carried
};

/// The files of a message, each read once; where attachments are switched off they are left out
/// with a warning (TicketApiController::validate). kInvalidFields for what is not encoded as it
/// says.
base::Result<PreparedFiles> prepare_attachments(const SentFiles& sent, const FileRules& rules);

/// What is said of an image that the text names and may not show.
constexpr char kHiddenImage[] = "message: an image that belongs to others is not shown";

/// What is to be said of them to the client.
std::vector<std::string> warnings_of(const Attachments& attachments);

/// Writes one entry and its attachments, inside the caller's transaction.
class AttachmentWriter {
 public:
  AttachmentWriter(const Attachments& attachments, FileStore& store)
      : attachments_(attachments), store_(store) {}

  /// The files that were sent. Large ones take their time, so before what others wait for is
  /// locked.
  base::Status store_files();
  /// Files that are there already, each by its id and the name it gets.
  void add_files(std::vector<FileUse> files);
  /// Writes the entry with all that hangs on it: before it a note for each file that is not taken,
  /// as osTicket leaves them; in its body keys in the place of content ids; a body that its column
  /// cannot hold as a file. The view has the whole body.
  base::Result<EntryView> write(db::NewEntryRow entry);

  FileStore& store() { return store_; }
  db::Connection& connection() { return store_.connection(); }
  /// Files that a body names without being allowed to are not shown: true once there was one.
  bool has_hidden() const { return has_hidden_; }

 private:
  /// A body once its files have their keys.
  struct Body {
    std::string whole;     ///< as it is shown, searched and mailed
    bool is_file = false;  ///< too long for its column, which stays empty
  };

  base::Status write_notes(std::int64_t thread_id);
  base::Result<Body> store_body(const std::string& body);
  base::Status attach_to(std::int64_t entry_id, Body& body);
  base::Status store_images();
  base::Status use_named_files(std::string& body);
  base::Status move_body_to_file(Body& body);
  void use(FileUse use);

  const Attachments& attachments_;
  FileStore& store_;
  std::vector<FileUse> uses_;
  bool has_hidden_ = false;
};

}  // namespace ost::domain
