// SPDX-License-Identifier: MIT
#include "api/read/file_source.hpp"

#include <algorithm>

#include "base/files.hpp"

namespace ost::api {
namespace {

using base::Errc;
using base::Error;
using Source = std::unique_ptr<FileSource>;

constexpr char kInDatabase[] = "D";
constexpr char kInFolder[] = "F";
constexpr std::string_view kOfKeys =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

Error gone() {
  return Error{Errc::kFileNotFound, "The content of this file is not there any more", "", {}};
}

Error out_of_reach(std::string detail) {
  return Error{
      Errc::kNotSupported,
      "The help desk keeps this file outside of its database, where this API cannot read it",
      std::move(detail),
      {}};
}

class DatabaseFile final : public FileSource {
 public:
  DatabaseFile(std::int64_t file_id, std::vector<db::Chunk> chunks, db::Pool& pool, HeldLease lease)
      : file_id_(file_id), chunks_(std::move(chunks)), pool_(pool), lease_(std::move(lease)) {}

  std::int64_t size() const override {
    return chunks_.empty() ? 0 : chunks_.back().offset + chunks_.back().size;
  }

  base::Result<std::int64_t> read(std::int64_t offset, std::int64_t most,
                                  const TakeBytes& take) override {
    if (!lease_) {
      auto lease = pool_.lease();
      if (!lease) return lease.error();
      lease_ = std::move(lease).value();
    }
    const auto first = std::prev(
        std::upper_bound(chunks_.begin(), chunks_.end(), offset,
                         [](std::int64_t at, const db::Chunk& c) { return at < c.offset; }));
    // None that is larger than osTicket's lies in memory whole.
    const auto end = std::find_if(first, chunks_.end(), [&](const db::Chunk& c) {
      return c.offset + c.size > offset + most || c.size > db::kChunkBytes;
    });
    const std::int64_t start = offset - first->offset;
    if (start == 0 && first != end)
      return db::read_chunks(lease_->connection(), file_id_, {first, end}, take);
    const std::int64_t size = std::min({most, db::kChunkBytes, first->size - start});
    return db::read_part(lease_->connection(), file_id_, {first->number, start, size}, take);
  }

  void release() override { lease_.reset(); }

 private:
  std::int64_t file_id_;
  std::vector<db::Chunk> chunks_;
  db::Pool& pool_;
  HeldLease lease_;
};

class FolderFile final : public FileSource {
 public:
  explicit FolderFile(base::DiskFile file) : file_(std::move(file)) {}

  std::int64_t size() const override { return file_.size(); }

  base::Result<std::int64_t> read(std::int64_t offset, std::int64_t most,
                                  const TakeBytes& take) override {
    const std::int64_t size = std::min(most, db::kChunkBytes);
    const auto bytes = file_.read(offset, static_cast<std::size_t>(size));
    if (!bytes) return bytes.error();
    take(*bytes);
    return size;
  }

 private:
  base::DiskFile file_;
};

base::Result<Source> open_in_database(const db::StoredFile& file, HeldLease lease, db::Pool& pool) {
  auto chunks = db::find_chunks(lease->connection(), file);
  if (!chunks) return chunks.error();
  if (chunks->empty() && file.size > 0) return gone();
  return Source(
      std::make_unique<DatabaseFile>(file.id, std::move(chunks).value(), pool, std::move(lease)));
}

// A path that does not begin with / counts from osTicket's own folder. Empty where that is not
// known.
std::string whole_path(const std::string& folder, const std::string& osticket) {
  if (folder.empty() || folder.front() == '/') return folder;
  return osticket.empty() ? "" : osticket + '/' + folder;
}

// FilesystemStorage::getPath of osTicket's plugin. A key with other characters than osTicket's own
// could name another file.
base::Result<Source> open_in_folder(const db::StoredFile& file, HeldLease lease,
                                    const std::string& osticket) {
  const auto folders = db::find_upload_folders(lease->connection());
  if (!folders) return folders.error();
  if (file.key.empty() || file.key.find_first_not_of(kOfKeys) != std::string::npos)
    return out_of_reach("a key that osTicket has not made");
  Error failure = out_of_reach("no folder is set, or OsTicketFolder is not");
  for (const std::string& set : *folders) {
    const std::string folder = whole_path(set, osticket);
    if (folder.empty()) continue;
    auto opened = base::DiskFile::open(folder + '/' + file.key.front() + '/' + file.key);
    if (opened) return Source(std::make_unique<FolderFile>(std::move(opened).value()));
    failure = opened.error().code == Errc::kNotFound ? gone() : out_of_reach(opened.error().detail);
  }
  return failure;
}

}  // namespace

base::Result<Source> open_file(const db::StoredFile& file, HeldLease lease,
                               const Services& services) {
  if (file.back_end == kInDatabase) return open_in_database(file, std::move(lease), services.pool);
  if (file.back_end == kInFolder)
    return open_in_folder(file, std::move(lease), services.settings.osticket_folder);
  return out_of_reach("storage " + file.back_end);
}

}  // namespace ost::api
