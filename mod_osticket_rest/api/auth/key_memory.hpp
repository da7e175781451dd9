// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "api/auth/api_key.hpp"

namespace ost::api {

/// Remembers for a moment which keys were let in, from where and for what, so that the database is
/// not asked each time; shared by the threads of a process. A refusal is never remembered. Keys
/// themselves are not kept, only digests. Moments are monotonic microseconds.
class KeyMemory {
 public:
  /// So many uses of keys are remembered at most.
  static constexpr std::size_t kMost = 4096;

  /// The id of the key's row, where this very use was let in and `now` is before its end.
  std::optional<std::int64_t> find(const KeyUse& use, std::int64_t now);
  void keep(const KeyUse& use, std::int64_t key_id, std::int64_t end);

 private:
  struct Remembered {
    std::int64_t key_id;
    std::int64_t end;
  };

  std::mutex mutex_;
  std::unordered_map<std::string, Remembered> uses_;
};

}  // namespace ost::api
