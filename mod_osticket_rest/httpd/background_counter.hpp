// SPDX-License-Identifier: MIT
#pragma once

#include <httpd.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "api/caches.hpp"

namespace ost::httpd {

struct ChildState;

/// Counts long lists of one server in a thread of its own, one after the other, so that no request
/// waits for it. The thread starts with the first list and sleeps while there is none.
class BackgroundCounter final : public api::TotalCounter {
 public:
  /// So many lists wait at most; those behind them are counted when they are asked for next.
  static constexpr std::size_t kMost = 64;

  BackgroundCounter(server_rec* server, ChildState& child) : server_(server), child_(child) {}
  /// To be destroyed while there still are connections: waits for the count that is under way.
  ~BackgroundCounter() override;
  BackgroundCounter(const BackgroundCounter&) = delete;
  BackgroundCounter& operator=(const BackgroundCounter&) = delete;

  void count_later(const db::ListQuery& list) noexcept override;

 private:
  void run() noexcept;
  void count(const db::ListQuery& list) noexcept;

  server_rec* server_;
  ChildState& child_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<db::ListQuery> lists_;
  std::thread thread_;
  bool is_stopping_ = false;
};

}  // namespace ost::httpd
