// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
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
template <typename Connection>
class HeldConnections {
 public:
  static constexpr std::int64_t kLongest = 100000;  // microseconds since mod_dbd lent it

  struct Held {
    Connection connection;
    std::int64_t lent = 0;  ///< when mod_dbd lent it, monotonic microseconds
  };

  /// To be called when a request begins to need a connection: the one that was used last, unless
  /// none is held. `end_use` follows once the request is done with it, whatever comes between.
  std::optional<Held> begin_use() {
    const std::lock_guard<std::mutex> lock(mutex_);
    ++users_;
    if (held_.empty()) return std::nullopt;
    const Held held = held_.back();
    held_.pop_back();
    return held;
  }

  /// Ends the use; takes the connection over where there is one and it may be held. The connections
  /// that have to go back to mod_dbd, the given one among them perhaps.
  std::vector<Connection> end_use(std::optional<Held> used, std::int64_t now) {
    const std::lock_guard<std::mutex> lock(mutex_);
    --users_;
    if (used) held_.push_back(*used);
    const auto goes = [&](const Held& held) { return users_ == 0 || now - held.lent >= kLongest; };
    std::vector<Connection> going;
    for (const Held& held : held_)
      if (goes(held)) going.push_back(held.connection);
    held_.erase(std::remove_if(held_.begin(), held_.end(), goes), held_.end());
    return going;
  }

 private:
  std::mutex mutex_;
  std::vector<Held> held_;
  int users_ = 0;
};

}  // namespace ost::httpd
