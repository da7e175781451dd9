// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "api/json/json_writer.hpp"
#include "db/tickets/file_content.hpp"

namespace ost::api {

/// True when a text may name a picture that came along with it.
bool names_pictures(std::string_view text);

/// Puts the addresses of pictures in the place of their content ids, "cid:" and a file's key in
/// double quotes, as osTicket's Format::viewableImages finds them. A text may come in pieces of any
/// size.
class ImageAddresses {
 public:
  /// By the keys of the files; a key that is not among them stays as it is.
  explicit ImageAddresses(std::map<std::string, std::string, std::less<>> addresses)
      : addresses_(std::move(addresses)) {}

  /// Takes a piece, and gives what is done of all pieces so far: whole characters, no half id.
  std::string next(std::string_view piece);
  /// What is left.
  std::string rest();

 private:
  std::string take(std::size_t least);

  std::map<std::string, std::string, std::less<>> addresses_;
  std::string text_;
};

/// The files of the entries that one batch reads. They are asked for when an entry needs them.
class EntryFiles {
 public:
  /// An entry needs them: from the next batch on they are read.
  void want() { are_wanted_ = true; }
  bool are_wanted() const { return are_wanted_; }
  bool are_known() const { return are_known_; }
  /// Those of a new batch, in the order of their entries.
  void set(std::vector<db::EntryFile> files);
  /// Those of an entry, in the order in which they were attached.
  std::vector<const db::EntryFile*> of(std::int64_t entry_id) const;

 private:
  std::vector<db::EntryFile> files_;
  bool are_wanted_ = false;
  bool are_known_ = false;
};

/// True for an entry whose text may be in its files or show pictures of them.
bool may_need_files(const db::ListedEntry& entry);

/// The files that hold the text of an entry that was too long for its row; none for any other
/// (ThreadEntry::getBody).
std::vector<const db::EntryFile*> text_files(const db::ListedEntry& entry, const EntryFiles& files);

/// The address of an entry's file under that of the tickets.
std::string file_address(const std::string& resource, std::int64_t ticket_id, std::int64_t file_id);

/// What answers say of a file, as members of an object that is begun.
void write_file(JsonWriter& json, std::int64_t attachment_id, const db::StoredFile& file);

}  // namespace ost::api
