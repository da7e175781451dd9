// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/system.hpp"

namespace ost::db {

class TimedCall;

/// The client library's function from its session (a MYSQL*) to the session's socket.
using SocketOf = int (*)(void* mysql);

/// Ends the wait for a database that does not answer.
///
/// Neither mod_dbd nor the driver bounds the time of a read, and the driver overrides every
/// time-out that is set on its socket from outside. So a thread looks after the calls that are
/// under way and shuts the socket of one that takes too long: the blocked read or write returns at
/// once, the driver reports a lost connection, and mod_dbd drops it. That holds for a frozen
/// server, a proxy that swallows what it is sent, a network that drops packets, and inside TLS. The
/// thread starts with the first call and sleeps while there is none.
class CallDeadlines {
 public:
  explicit CallDeadlines(const base::Clock& clock);
  ~CallDeadlines();
  CallDeadlines(const CallDeadlines&) = delete;
  CallDeadlines& operator=(const CallDeadlines&) = delete;

 private:
  friend class TimedCall;

  void add(TimedCall& call) noexcept;
  void remove(const TimedCall& call) noexcept;
  void start() noexcept;
  void run();
  void end_overdue();

  const base::Clock& clock_;
  SocketOf socket_of_;
  std::mutex mutex_;
  std::condition_variable changed_;
  TimedCall* first_ = nullptr;  // a list through the calls: adding one must not fail
  std::thread thread_;
  bool asleep_ = false;
  bool stopping_ = false;
};

/// One call into the driver by this thread, which may take `longest`. Where the socket is not known
/// yet, because the call picks or makes the connection, the time counts from the first bytes that
/// went over it.
class TimedCall {
 public:
  static constexpr int kNoSocket = -1;

  /// Never fails: where no thread can be started, the call is not bounded.
  TimedCall(CallDeadlines& deadlines, std::chrono::milliseconds longest,
            int socket = kNoSocket) noexcept;
  ~TimedCall();
  TimedCall(const TimedCall&) = delete;
  TimedCall& operator=(const TimedCall&) = delete;

  /// The socket of the connection that the call used last.
  int socket() const { return socket_; }

  /// True once the server has said anything, be it a refusal.
  bool was_answered() const { return answered_; }

  /// For the driver's callback: bytes went over this session's socket; nullptr: the driver is about
  /// to close it.
  void heard(void* mysql) noexcept;
  /// For the driver's callback: bytes came from the server.
  void answered() noexcept { answered_ = true; }

 private:
  friend class CallDeadlines;

  CallDeadlines& deadlines_;
  TimedCall* outer_;
  TimedCall* next_ = nullptr;  // of CallDeadlines, as the next
  TimedCall** link_ = nullptr;
  std::int64_t longest_;
  std::int64_t deadline_ = 0;  // 0 while the socket is not known
  int socket_;
  bool answered_ = false;
};

/// Makes MariaDB's client library tell each thread's call which socket it uses; call once in a
/// process. False when the driver is built on a library that cannot tell: then nothing bounds the
/// wait.
bool report_sockets();

}  // namespace ost::db
