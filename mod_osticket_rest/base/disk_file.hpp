// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "base/result.hpp"

namespace ost::base {

/// A file that is open for reading, at whatever place.
class DiskFile {
 public:
  /// Opens a regular file, never one that a link leads to. kNotFound when there is none,
  /// kNotSupported when it may not be read.
  static Result<DiskFile> open(const std::string& path);

  DiskFile(DiskFile&& other) noexcept
      : handle_(std::exchange(other.handle_, -1)), size_(other.size_) {}
  DiskFile(const DiskFile&) = delete;
  DiskFile& operator=(const DiskFile&) = delete;
  DiskFile& operator=(DiskFile&&) = delete;
  ~DiskFile();

  std::int64_t size() const { return size_; }
  /// The bytes from `offset` on, `count` of them. kInternal when the file does not hold as many.
  Result<std::string> read(std::int64_t offset, std::size_t count) const;

 private:
  DiskFile(int handle, std::int64_t size) : handle_(handle), size_(size) {}

  int handle_;
  std::int64_t size_;
};

}  // namespace ost::base
