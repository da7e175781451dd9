// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace ost::httpd {

/// Lets a bounded number of threads through at once. mod_dbd would let a thread wait for ever.
class Gate {
 public:
  explicit Gate(int capacity) : free_(capacity) {}

  /// True once there is room, false when there was none within the time.
  bool enter(std::chrono::milliseconds longest) {
    std::unique_lock<std::mutex> lock(mutex_);
    if (!room_.wait_for(lock, longest, [this] { return free_ > 0; })) return false;
    --free_;
    return true;
  }

  void leave() {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      ++free_;
    }
    room_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable room_;
  int free_;
};

/// Leaves the gate whatever happens.
class GatePass {
 public:
  explicit GatePass(Gate& gate) : gate_(&gate) {}
  GatePass(GatePass&& other) noexcept : gate_(other.gate_) { other.gate_ = nullptr; }
  ~GatePass() {
    if (gate_) gate_->leave();
  }
  GatePass(const GatePass&) = delete;
  GatePass& operator=(const GatePass&) = delete;
  GatePass& operator=(GatePass&&) = delete;

 private:
  Gate* gate_;
};

/// How many connections are believed to lie idle in the pool. mod_dbd does not say.
class IdleCount {
 public:
  /// True when one was counted, which is then the caller's.
  bool take() {
    int count = count_.load();
    while (count > 0)
      if (count_.compare_exchange_weak(count, count - 1)) return true;
    return false;
  }
  void give_back() { ++count_; }
  void forget() { count_.store(0); }

 private:
  std::atomic<int> count_{0};
};

/// Remembers for a moment that the database could not be reached, so that requests fail at once
/// instead of queueing up for the same failure.
class Breaker {
 public:
  bool is_open(std::int64_t now_microseconds) const {
    return now_microseconds < open_until_.load();
  }
  void open(std::int64_t now_microseconds) { open_until_.store(now_microseconds + kOpenFor); }

 private:
  static constexpr std::int64_t kOpenFor = 1000000;
  std::atomic<std::int64_t> open_until_{0};
};

}  // namespace ost::httpd
