// SPDX-License-Identifier: MIT
#include "base/disk_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace ost::base {

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
