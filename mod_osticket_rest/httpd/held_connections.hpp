// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <vector>

namespace ost::httpd {

/// Connections that go from one request of a child straight to the next. mod_dbd asks a connection
/// whether it is alive each time it lends it: a round trip, a quarter of those of a single ticket
/// and half of those of a refused key. One that worked a moment ago need not be asked.
///
/// So that mod_dbd's other users wait for a moment at most, a connection goes back to it as soon as
/// no request of the child is using any, and in any case when it has been away for `kLongest`.
/// What ends a use cannot fail: there is room for `most` connections from the beginning.
template <typename Connection>
class HeldConnections {
 public:
  static constexpr std::int64_t kLongest = 100000;  // microseconds since mod_dbd lent it

  struct Held {
    Connection connection;
    std::int64_t lent = 0;  ///< when mod_dbd lent it, monotonic microseconds
  };

  explicit HeldConnections(int most) { held_.reserve(static_cast<std::size_t>(most)); }

  /// To be called when a request begins to need a connection: the one that was used last, unless
  /// none is held. `end_use` follows once the request is done with it, whatever comes between.
  std::optional<Held> begin_use() noexcept {
    const std::lock_guard<std::mutex> lock(mutex_);
    ++users_;
    if (held_.empty()) return std::nullopt;
    const Held held = held_.back();
    held_.pop_back();
    return held;
  }

  /// Ends the use without a connection, which was lost or never found.
  void end_use() noexcept {
    const std::lock_guard<std::mutex> lock(mutex_);
    --users_;
  }

  /// Ends the use and takes the connection over.
  void end_use(const Held& used) noexcept {
    const std::lock_guard<std::mutex> lock(mutex_);
    --users_;
    held_.push_back(used);
  }

  /// A connection that has to go back to mod_dbd; to be asked for after each use until none is
  /// left.
  std::optional<Connection> next_to_return(std::int64_t now) noexcept {
    const std::lock_guard<std::mutex> lock(mutex_);
    for (std::size_t i = 0; i < held_.size(); ++i) {
      if (users_ > 0 && now - held_[i].lent < kLongest) continue;
      const Connection going = held_[i].connection;
      held_.erase(held_.begin() + static_cast<std::ptrdiff_t>(i));
      return going;
    }
    return std::nullopt;
  }

 private:
  std::mutex mutex_;
  std::vector<Held> held_;
  int users_ = 0;
};

}  // namespace ost::httpd
