// SPDX-License-Identifier: MIT
#include "api/read/entry_files.hpp"

#include <algorithm>

namespace ost::api {
namespace {

constexpr std::string_view kStart = "\"cid:";
constexpr std::size_t kKeySize = 32;
constexpr std::size_t kWhole = kStart.size() + kKeySize + 1;

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

}  // namespace

bool names_pictures(std::string_view text) {
  return text.find(kStart) != std::string_view::npos;
}

std::string ImageAddresses::next(std::string_view piece) {
  text_.append(piece);
  // An id may go on in the next piece, and so may a character, which has four bytes at most.
  return take(text_.size() - std::min(text_.size(), kWhole + 4));
}

std::string ImageAddresses::rest() {
  return take(text_.size());
}

// What begins before `least` is done; more of it only to end a character or an id.
std::string ImageAddresses::take(std::size_t least) {
  std::string done;
  std::size_t copied = 0;
  for (std::size_t at = text_.find(kStart); at < least; at = text_.find(kStart, at + 1)) {
    if (at + kWhole > text_.size() || text_[at + kWhole - 1] != '"') continue;
    const auto found =
        addresses_.find(std::string_view(text_).substr(at + kStart.size(), kKeySize));
    if (found == addresses_.end()) continue;
    done.append(text_, copied, at + 1 - copied).append(found->second);
    copied = at + kWhole - 1;
  }
  std::size_t end = std::max(copied, least);
  while (end < text_.size() && is_continuation(text_[end])) ++end;
  done.append(text_, copied, end - copied);
  text_.erase(0, end);
  return done;
}

namespace {

bool has_no_text(const db::ListedEntry& entry) {
  return !entry.body || entry.body->empty();
}

}  // namespace

void EntryFiles::set(std::vector<db::EntryFile> files) {
  files_ = std::move(files);
  are_known_ = true;
}

std::vector<const db::EntryFile*> EntryFiles::of(std::int64_t entry_id) const {
  std::vector<const db::EntryFile*> found;
  auto file =
      std::lower_bound(files_.begin(), files_.end(), entry_id,
                       [](const db::EntryFile& f, std::int64_t id) { return f.entry_id < id; });
  for (; file != files_.end() && file->entry_id == entry_id; ++file) found.push_back(&*file);
  return found;
}

bool may_need_files(const db::ListedEntry& entry) {
  return has_no_text(entry) || names_pictures(*entry.body);
}

std::vector<const db::EntryFile*> text_files(const db::ListedEntry& entry,
                                             const EntryFiles& files) {
  if (!has_no_text(entry)) return {};
  std::vector<const db::EntryFile*> found = files.of(entry.id);
  const auto is_other = [](const db::EntryFile* f) {
    return !f->is_inline || (f->file.type != "text/html" && f->file.type != "text/plain");
  };
  found.erase(std::remove_if(found.begin(), found.end(), is_other), found.end());
  return found;
}

std::string file_address(const std::string& resource, std::int64_t ticket_id,
                         std::int64_t file_id) {
  return resource + '/' + std::to_string(ticket_id) + "/attachments/" + std::to_string(file_id);
}

void write_file(JsonWriter& json, std::int64_t attachment_id, const db::StoredFile& file) {
  json.name("id").number(attachment_id).name("file_id").number(file.id);
  json.name("filename").string(file.name);
  json.name("size").number(file.size);
  json.name("mime_type").string(file.type);
}

}  // namespace ost::api
