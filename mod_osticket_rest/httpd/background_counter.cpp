// SPDX-License-Identifier: MIT
#include "httpd/background_counter.hpp"

#include <exception>

#include "api/read/find_tickets.hpp"
#include "base/quiet_thread.hpp"
#include "db/dbd/dbd_connection.hpp"
#include "httpd/child_state.hpp"
#include "httpd/host_slots.hpp"
#include "httpd/log.hpp"
#include "httpd/shared_memory.hpp"

namespace ost::httpd {

BackgroundCounter::~BackgroundCounter() {
  {
    const std::lock_guard<std::mutex> guard(mutex_);
    is_stopping_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

// Where there is no memory or no further thread, the total is told until it is too old, and counted
// by a request then.
void BackgroundCounter::count_later(const db::ListQuery& list) noexcept {
  try {
    const std::lock_guard<std::mutex> guard(mutex_);
    if (is_stopping_ || lists_.size() >= kMost) return;
    if (!thread_.joinable()) thread_ = base::start_quiet_thread([this] { run(); });
    lists_.push_back(list);
  } catch (const std::exception&) {
    return;
  }
  changed_.notify_one();
}

void BackgroundCounter::run() noexcept {
  std::unique_lock<std::mutex> lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return is_stopping_ || !lists_.empty(); });
    if (is_stopping_) return;
    const db::ListQuery list = std::move(lists_.front());
    lists_.pop_front();
    lock.unlock();
    count(list);
    lock.lock();
  }
}

void BackgroundCounter::count(const db::ListQuery& list) noexcept {
  const ServerConfig& config = *config_of(server_);
  ServerLog log(server_);
  try {
    const db::SubPool memory(nullptr);
    DbdPool pool({server_, memory.get(), log, connections_in_use(server_)}, config, *child_.pool,
                 child_.clock);
    CachedNumbers numbers(*config.shared, server_, config.number, memory.get());
    api::Services services{pool, child_.clock, child_.random, child_.settings, *child_.caches};
    services.numbers = &numbers;
    if (const base::Status counted = api::count_anew(list, services); !counted)
      log.write(base::LogLevel::kInfo, "OSTR0150",
                "a list was not counted anew: " + counted.error().detail);
  } catch (const std::exception&) {
    log.write(base::LogLevel::kWarning, "OSTR0151", "a list was not counted anew: no memory");
  }
}

}  // namespace ost::httpd
