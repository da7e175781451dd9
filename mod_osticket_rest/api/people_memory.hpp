// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/text_arena.hpp"
#include "db/people/people.hpp"

namespace ost::api {

/// Remembers the names of users who write in tickets that are not their own, as reference data is
/// remembered; shared by the threads of a process. Moments are monotonic microseconds.
class PeopleMemory {
 public:
  /// So many users are remembered at most.
  static constexpr std::size_t kMost = 4096;

  /// What is remembered for how long, and the database's time at which it was read.
  struct Moment {
    std::int64_t end = 0;
    std::string read;
  };

  /// Puts a user into `people`, with texts in the arena; false when he is not remembered. A user
  /// who was read before `changed`, which is database time, does not count; "": whenever he was
  /// read.
  bool recall(std::int64_t id, std::string_view changed, std::int64_t now, base::TextArena& arena,
              db::People& people);
  void keep(std::int64_t id, const db::Person& person, const Moment& moment);

 private:
  struct Remembered {
    std::optional<std::string> name;
    std::optional<std::string> email;
    Moment moment;
  };

  std::mutex mutex_;
  std::unordered_map<std::int64_t, Remembered> people_;
};

}  // namespace ost::api
