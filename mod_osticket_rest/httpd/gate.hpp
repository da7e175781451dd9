// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>

namespace ost::httpd {

/// Lets a bounded number of threads through at once, in the order in which they came. mod_dbd would
/// let a thread wait for ever, and let any of those that wait go first.
class Gate {
 public:
  explicit Gate(int capacity) : free_(capacity) {}

  /// True once there is room, false when there was none within the time.
  bool enter(std::chrono::milliseconds longest) {
    std::unique_lock<std::mutex> lock(mutex_);
    if (free_ > 0) {
      --free_;
      return true;
    }
    Waiter self;
    waiting_.push_back(&self);
    if (self.called.wait_for(lock, longest, [&self] { return self.has_room; })) return true;
    waiting_.erase(std::find(waiting_.begin(), waiting_.end(), &self));
    return false;
  }

  /// The room goes straight to who waits longest, so that nobody who comes later takes it first.
  void leave() {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (waiting_.empty()) {
      ++free_;
      return;
    }
    Waiter& next = *waiting_.front();
    waiting_.pop_front();
    next.has_room = true;
    next.called.notify_one();
  }

  /// How many threads wait for room.
  std::size_t waiting() {
    const std::lock_guard<std::mutex> lock(mutex_);
    return waiting_.size();
  }

 private:
  struct Waiter {
    std::condition_variable called;
    bool has_room = false;
  };

  std::mutex mutex_;
  std::deque<Waiter*> waiting_;
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
