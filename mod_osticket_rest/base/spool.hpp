// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/content.hpp"

namespace ost::base {

/// Keeps what a client sends until it may be used: in memory while it is little, in a private file
/// without a name when it is more. The file is gone with its last reader, or with the process.
class Spool {
 public:
  /// `folder` is where the file is made. No more than `most` bytes are taken.
  Spool(std::string folder, std::int64_t most) : folder_(std::move(folder)), most_(most) {}
  ~Spool();
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  /// kBodyTooLarge above the bound; kUnavailable when the disk does not take it.
  Status append(std::string_view bytes);
  std::int64_t size() const { return size_; }
  /// Hands over the bytes from a place on, piece by piece. What follows may not be appended any
  /// more while they are read.
  Status read(std::int64_t from, std::int64_t size, const TakeBytes& take) const;

 private:
  Status write_out(std::string_view bytes);
  Status make_file();

  std::string folder_;
  std::int64_t most_;
  std::int64_t size_ = 0;
  std::string memory_;  ///< all of it, or what is not yet in the file
  std::int64_t written_ = 0;
  int file_ = -1;
};

/// A part of what a spool keeps.
ContentPtr content_of(std::shared_ptr<const Spool> spool, std::int64_t from, std::int64_t size);

}  // namespace ost::base
