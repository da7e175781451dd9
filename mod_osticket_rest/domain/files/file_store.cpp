// SPDX-License-Identifier: MIT
#include "domain/files/file_store.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "db/tickets/file_content.hpp"
#include "domain/text/plain_text.hpp"

namespace ost::domain {
namespace {

constexpr auto kChunk = static_cast<std::size_t>(db::kChunkBytes);
constexpr int kRandomOfKey = 5;
constexpr std::size_t kLongestName = 255;  // characters of ost_file.name and ost_attachment.name

constexpr std::string_view kKeyLetters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view kNameLetters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

std::string letters_of(std::string_view alphabet, base::Random& random, int count) {
  std::string letters;
  while (count-- > 0)
    letters.push_back(alphabet[random.below(static_cast<std::uint32_t>(alphabet.size()))]);
  return letters;
}

// As the columns for names hold it.
std::string stored_name(const std::string& name) {
  return std::string(base::first_characters(as_stored(name), kLongestName));
}

}  // namespace

std::string random_letters(base::Random& random, int count) {
  return letters_of(kNameLetters, random, count);
}

std::string FileStore::key_of(std::string_view digest) {
  return letters_of(kKeyLetters, random_, kRandomOfKey).append(digest);
}

base::Result<db::FileRow> FileStore::keep(const PreparedFile& file, Reuse reuse) {
  if (reuse == Reuse::kYes) {
    auto known = db::find_same_file(connection_, file.signature, file.size);
    if (!known) return known.error();
    if (*known) return std::move(**known);
  }
  db::FileRow row{0, key_of(file.digest), stored_name(file.name), file.type};
  const auto id =
      db::insert_file(connection_, {file.type, file.size, row.key, file.signature, row.name, now_});
  if (!id) return id.error();
  row.id = *id;
  if (base::Status written = write_chunks(row.id, *file.content); !written) return written.error();
  return row;
}

base::Status FileStore::write_chunks(std::int64_t file_id, const base::Content& content) {
  std::string chunk;
  chunk.reserve(kChunk);
  std::int64_t number = 0;
  const auto write = [&] {
    base::Status written = db::insert_chunk(connection_, file_id, number++, chunk);
    chunk.clear();
    return written;
  };
  const base::Status read = content.read([&](std::string_view piece) {
    while (!piece.empty()) {
      const std::size_t fits = std::min(piece.size(), kChunk - chunk.size());
      chunk.append(piece.substr(0, fits));
      piece.remove_prefix(fits);
      if (chunk.size() < kChunk) break;
      if (base::Status written = write(); !written) return written;
    }
    return base::Status();
  });
  return read && !chunk.empty() ? write() : read;
}

base::Status FileStore::attach(const FileOwner& owner, std::vector<FileUse>& files) {
  std::vector<std::int64_t> ids;
  for (const FileUse& use : files) ids.push_back(use.file.id);
  const auto taken = db::find_taken(connection_, owner.id, ids);
  if (!taken) return taken.error();
  std::vector<db::AttachmentRow> rows;
  for (FileUse& use : files) {
    if (std::find(taken->begin(), taken->end(), use.file.id) != taken->end()) {
      // All but the random letters of a key is the content's.
      const std::string key =
          key_of(std::string_view(use.file.key)
                     .substr(std::min<std::size_t>(kRandomOfKey, use.file.key.size())));
      const auto copy = db::copy_file(connection_, use.file, key, now_);
      if (!copy) return copy.error();
      use.file.id = *copy;
      use.file.key = key;
    }
    const bool has_own_name =
        !use.name.empty() && !base::equal_ignoring_case(use.name, use.file.name);
    rows.push_back({owner.id, owner.type, use.file.id,
                    has_own_name ? std::optional<std::string>(stored_name(use.name)) : std::nullopt,
                    use.is_inline});
  }
  return db::insert_attachments(connection_, rows);
}

base::Result<std::vector<FileUse>> canned_files(db::Connection& connection,
                                                std::int64_t response_id) {
  const auto rows = db::load_canned_files(connection, response_id);
  if (!rows) return rows.error();
  std::vector<FileUse> files;
  for (const db::CannedFileRow& row : *rows) files.push_back({row.file, row.name});
  return files;
}

}  // namespace ost::domain
