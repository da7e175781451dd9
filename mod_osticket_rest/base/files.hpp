// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/content.hpp"
#include "base/result.hpp"

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

/// Long texts of a request that were taken out of it while it was read: a word stands in the place
/// of each, which nobody can guess.
class SpooledTexts {
 public:
  /// `secret` begins every word.
  explicit SpooledTexts(std::string secret = "") : secret_(std::move(secret)) {}

  /// Keeps a text; the word for it.
  std::string keep(ContentPtr text) {
    std::string word = secret_ + "-" + std::to_string(texts_.size());
    texts_.emplace(word, std::move(text));
    return word;
  }
  /// The text that a word stands for; the text of the word itself when it stands for none.
  ContentPtr text_of(const std::string& word) const {
    const auto found = texts_.find(word);
    return found == texts_.end() ? content_of(word) : found->second;
  }
  /// A text with the long ones in the places of their words; kBodyTooLarge above `most` bytes.
  Result<std::string> restored(std::string_view text, std::size_t most) const;

 private:
  std::string secret_;
  std::map<std::string, ContentPtr> texts_;
};

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
