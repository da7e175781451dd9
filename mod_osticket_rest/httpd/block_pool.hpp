// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <new>
#include <vector>

namespace ost::httpd {

/// Memory for answers in blocks of one size, which all threads of a child share. A heap would give
/// a block back to the system after each answer and fault it in again for the next; a connection's
/// own allocator would keep it for as long as the client is idle. Here as many are kept as answers
/// under way may need, whatever the number of clients.
class BlockPool : public std::enable_shared_from_this<BlockPool> {
 public:
  static constexpr std::size_t kBlockSize = 32 * 1024;
  static constexpr std::size_t kMostKept = 64;

  /// A block of kBlockSize bytes. The pool stays until its last block has been given back.
  char* take() {
    std::unique_ptr<char[]> memory = kept();
    if (!memory) memory.reset(new char[kHeader + kBlockSize]);
    new (memory.get()) Owner(shared_from_this());
    return memory.release() + kHeader;
  }

  /// Gives a block back to the pool it is from, whichever thread does. Its address suits httpd's
  /// buckets, which free what they hold by a pointer alone.
  static void give_back(void* block) noexcept {
    std::unique_ptr<char[]> memory(static_cast<char*>(block) - kHeader);
    auto* owner = std::launder(reinterpret_cast<Owner*>(memory.get()));
    const Owner pool = std::move(*owner);
    owner->~Owner();
    pool->keep(std::move(memory));
  }

 private:
  using Owner = std::shared_ptr<BlockPool>;
  static constexpr std::size_t kHeader = 32;
  static_assert(sizeof(Owner) <= kHeader);

  std::unique_ptr<char[]> kept() {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (kept_.empty()) return nullptr;
    std::unique_ptr<char[]> memory = std::move(kept_.back());
    kept_.pop_back();
    return memory;
  }

  void keep(std::unique_ptr<char[]> memory) noexcept {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (kept_.size() < kMostKept && kept_.capacity() > kept_.size())
      kept_.push_back(std::move(memory));
  }

  std::mutex mutex_;
  std::vector<std::unique_ptr<char[]>> kept_ = reserved();

  static std::vector<std::unique_ptr<char[]>> reserved() {
    std::vector<std::unique_ptr<char[]>> room;
    room.reserve(kMostKept);
    return room;
  }
};

}  // namespace ost::httpd
