// SPDX-License-Identifier: MIT
#include "base/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <utility>
#include <vector>

namespace ost::base {
namespace {

constexpr std::size_t kInMemory = 256 * 1024;
constexpr std::size_t kPiece = 64 * 1024;

Error cannot_keep(int number) {
  return Error{Errc::kUnavailable,
               "The upload could not be kept at the moment",
               "the folder of uploads: error " + std::to_string(number),
               {}};
}

int open_without_name(const std::string& folder) {
  const int file = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0) return file;
  // Not every file system makes files without a name.
  std::string name = folder + "/osticket-rest-XXXXXX";
  const int named = mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0) unlink(name.c_str());
  return named;
}

class Part final : public Content {
 public:
  Part(std::shared_ptr<const Spool> spool, std::int64_t from, std::int64_t size)
      : spool_(std::move(spool)), from_(from), size_(size) {}
  Status read(const TakeBytes& take) const override { return spool_->read(from_, size_, take); }

 private:
  std::shared_ptr<const Spool> spool_;
  std::int64_t from_;
  std::int64_t size_;
};

}  // namespace

Spool::~Spool() {
  if (file_ >= 0) close(file_);
}

Status Spool::append(std::string_view bytes) {
  if (static_cast<std::int64_t>(bytes.size()) > most_ - size_)
    return Error{Errc::kBodyTooLarge, "The request body is too large", "", {}};
  size_ += static_cast<std::int64_t>(bytes.size());
  if (memory_.size() + bytes.size() > kInMemory) {
    if (file_ < 0)
      if (Status made = make_file(); !made) return made;
    if (Status written = write_out(memory_); !written) return written;
    memory_.clear();
    if (bytes.size() > kPiece) return write_out(bytes);
  }
  memory_.append(bytes);
  return {};
}

Status Spool::make_file() {
  file_ = open_without_name(folder_);
  return file_ < 0 ? Status(cannot_keep(errno)) : Status();
}

Status Spool::write_out(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = pwrite(file_, bytes.data(), bytes.size(), written_);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return cannot_keep(errno);
    written_ += written;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

Status Spool::read(std::int64_t from, std::int64_t size, const TakeBytes& take) const {
  std::vector<char> piece(kPiece);
  const std::int64_t end = from + size;
  while (from < std::min(end, written_)) {
    const auto wanted = std::min<std::int64_t>(kPiece, std::min(end, written_) - from);
    const ssize_t got = pread(file_, piece.data(), static_cast<std::size_t>(wanted), from);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return cannot_keep(errno);
    from += got;
    const Status taken = take(std::string_view(piece.data(), static_cast<std::size_t>(got)));
    if (!taken) return taken;
  }
  if (from >= end) return {};
  return take(std::string_view(memory_).substr(static_cast<std::size_t>(from - written_),
                                               static_cast<std::size_t>(end - from)));
}

ContentPtr content_of(std::shared_ptr<const Spool> spool, std::int64_t from, std::int64_t size) {
  return std::make_shared<Part>(std::move(spool), from, size);
}

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

Error too_large() {
  return Error{Errc::kBodyTooLarge, "The request body is too large", "", {}};
}

}  // namespace

Result<std::string> SpooledTexts::restored(std::string_view text, std::size_t most) const {
  if (texts_.empty()) return std::string(text);
  const std::string begin = secret_ + "-";
  std::string whole;
  std::size_t from = 0;
  for (std::size_t at = text.find(begin); at != std::string_view::npos;
       at = text.find(begin, from)) {
    const auto* const end =
        std::find_if_not(text.begin() + at + begin.size(), text.end(), is_digit);
    const auto behind = static_cast<std::size_t>(end - text.begin());
    whole.append(text, from, at - from);
    const Status read =
        text_of(std::string(text.substr(at, behind - at)))->read([&](std::string_view piece) {
          whole.append(piece);
          return whole.size() > most ? Status(too_large()) : Status();
        });
    if (!read) return read.error();
    from = behind;
  }
  return whole.append(text, from, std::string_view::npos);
}

// Without O_NONBLOCK a pipe in the place of the file would hold the request up for good.
Result<DiskFile> DiskFile::open(const std::string& path) {
  const int handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (handle < 0) {
    const Errc code = errno == ENOENT ? Errc::kNotFound : Errc::kNotSupported;
    return Error{code, "", "error " + std::to_string(errno) + " at opening", {}};
  }
  struct stat facts {};
  const bool is_known = fstat(handle, &facts) == 0;
  DiskFile file(handle, is_known ? facts.st_size : 0);
  if (!is_known || !S_ISREG(facts.st_mode))
    return Error{Errc::kNotSupported, "", "not a regular file", {}};
  return file;
}

DiskFile::~DiskFile() {
  if (handle_ >= 0) close(handle_);
}

Result<std::string> DiskFile::read(std::int64_t offset, std::size_t count) const {
  std::string bytes(count, '\0');
  std::size_t done = 0;
  while (done < count) {
    const ssize_t got =
        pread(handle_, bytes.data() + done, count - done, offset + static_cast<std::int64_t>(done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return internal_error("a file ended before its size");
    done += static_cast<std::size_t>(got);
  }
  return bytes;
}

}  // namespace ost::base
