// SPDX-License-Identifier: MIT
// Files, what they hold in chunks, and what they are attached to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.hpp"

namespace ost::db {

/// A row of ost_file whose content is in the database.
struct NewFileRow {
  std::string type;
  std::int64_t size = 0;
  std::string key;
  std::string signature;
  std::string name;
  std::string now;
};

struct FileRow {
  std::int64_t id = 0;
  std::string key;
  std::string name;
  std::string type;
};

/// The oldest file with that content, which stays until the transaction ends; empty when there is
/// none (AttachmentFile::create).
base::Result<std::optional<FileRow>> find_same_file(Connection& connection,
                                                    const std::string& signature,
                                                    std::int64_t size);

base::Result<std::int64_t> insert_file(Connection& connection, const NewFileRow& file);
base::Status insert_chunk(Connection& connection, std::int64_t file_id, std::int64_t number,
                          std::string_view bytes);

/// A copy of a file and its chunks under a key of its own.
base::Result<std::int64_t> copy_file(Connection& connection, const FileRow& file,
                                     const std::string& key, const std::string& now);

/// A file that a text names by its key.
struct NamedFileRow {
  FileRow file;
  bool is_private = false;  ///< of a ticket, a task or a draft, not of the help desk itself
};
/// Files by their keys, letter case aside, as osTicket looks them up.
base::Result<std::vector<NamedFileRow>> find_named_files(Connection& connection,
                                                         const std::vector<std::string>& keys);

struct AttachmentRow {
  std::int64_t object_id = 0;
  char type = 'H';  ///< H: thread entry, E: field of a form, C: canned response
  std::int64_t file_id = 0;
  std::optional<std::string> name{};  ///< where it is not the file's
  bool is_inline = false;
};
/// Of those files the ones that are attached already to an object of another type that has the same
/// id, which the table's index cannot hold beside another.
base::Result<std::vector<std::int64_t>> find_taken(Connection& connection, std::int64_t object_id,
                                                   const std::vector<std::int64_t>& file_ids);
base::Status insert_attachments(Connection& connection, const std::vector<AttachmentRow>& rows);

struct CannedFileRow {
  FileRow file;
  std::string name;  ///< the one it has there
};
base::Result<std::vector<CannedFileRow>> load_canned_files(Connection& connection,
                                                           std::int64_t canned_id);

/// Removes the attachments of these objects.
base::Result<std::int64_t> delete_attachments(Connection& connection, char type,
                                              const std::vector<std::int64_t>& object_ids);

/// Removes files of tickets that are older than a day and attached to nothing; those whose content
/// lies outside the database stay for osTicket, which knows how to remove it
/// (AttachmentFile::deleteOrphans).
base::Status sweep_files(Connection& connection);

}  // namespace ost::db
