// SPDX-License-Identifier: MIT
#include "db/dbd/call_deadline.hpp"

#include <dlfcn.h>
#include <sys/socket.h>

#include <cstddef>
#include <utility>

#include "base/quiet_thread.hpp"

namespace ost::db {
namespace {

constexpr std::chrono::milliseconds kTick{100};
constexpr char kSocketOf[] = "mysql_get_socket";
constexpr unsigned char kQuit = 1;      // the command that ends a session
constexpr std::size_t kQuitPacket = 5;  // its length with the packet's header

// The client library's callback carries nothing of the caller's but the thread it runs in.
thread_local TimedCall* current = nullptr;

using Callback = void (*)(int mode, void* mysql, const unsigned char* bytes, std::size_t size);
using Register = int (*)(char add, Callback callback);

template <typename Function>
Function find(const char* name) {
  // Whatever client library apr's driver was built on is in the process already, in the global
  // scope; to link one would bring a second, perhaps another, into it.
  return reinterpret_cast<Function>(dlsym(RTLD_DEFAULT, name));
}

// Called after each read (mode 0) and write (mode 1), `size` being their outcome. Behind a failed
// one and behind the farewell the library closes the socket, whose number may then be anybody's.
extern "C" void osticket_rest_driver_heard(int mode, void* mysql, const unsigned char* bytes,
                                           std::size_t size) noexcept {
  if (!current) return;
  const bool failed = static_cast<std::ptrdiff_t>(size) <= 0;
  const bool farewell = mode == 1 && size == kQuitPacket && bytes && bytes[4] == kQuit;
  if (mode == 0 && !failed) current->answered();
  current->heard(failed || farewell ? nullptr : mysql);
}

}  // namespace

bool report_sockets() {
  const auto add = find<Register>("ma_pvio_register_callback");
  return add && find<SocketOf>(kSocketOf) && add(1, osticket_rest_driver_heard) == 0;
}

TimedCall::TimedCall(CallDeadlines& deadlines, std::chrono::milliseconds longest,
                     int socket) noexcept
    : deadlines_(deadlines), outer_(current), longest_(longest.count() * 1000), socket_(socket) {
  if (socket_ != kNoSocket) deadline_ = deadlines_.clock_.monotonic_microseconds() + longest_;
  deadlines_.add(*this);
  current = this;
}

TimedCall::~TimedCall() {
  current = outer_;
  deadlines_.remove(*this);
}

void TimedCall::heard(void* mysql) noexcept {
  const int socket = mysql && deadlines_.socket_of_ ? deadlines_.socket_of_(mysql) : kNoSocket;
  if (socket == socket_) return;
  const std::lock_guard<std::mutex> lock(deadlines_.mutex_);
  socket_ = socket;
  deadline_ = socket == kNoSocket ? 0 : deadlines_.clock_.monotonic_microseconds() + longest_;
}

CallDeadlines::CallDeadlines(const base::Clock& clock)
    : clock_(clock), socket_of_(find<SocketOf>(kSocketOf)) {}

CallDeadlines::~CallDeadlines() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void CallDeadlines::add(TimedCall& call) noexcept {
  bool wake = false;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!thread_.joinable()) start();
    call.next_ = first_;
    call.link_ = &first_;
    if (first_) first_->link_ = &call.next_;
    first_ = &call;
    std::swap(wake, asleep_);
  }
  if (wake) changed_.notify_one();
}

void CallDeadlines::remove(const TimedCall& call) noexcept {
  const std::lock_guard<std::mutex> lock(mutex_);
  *call.link_ = call.next_;
  if (call.next_) call.next_->link_ = call.link_;
}

// A process that may have no more threads goes on without: the next call tries again.
void CallDeadlines::start() noexcept {
  thread_ = base::start_quiet_thread([this] { run(); });
}

void CallDeadlines::run() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (!stopping_) {
    if (!first_) {
      asleep_ = true;
      changed_.wait(lock, [this] { return stopping_ || !asleep_; });
    }
    changed_.wait_for(lock, kTick, [this] { return stopping_; });
    end_overdue();
  }
}

// Under the lock, so that no socket is shut whose call has just ended.
void CallDeadlines::end_overdue() {
  const std::int64_t now = clock_.monotonic_microseconds();
  for (const TimedCall* call = first_; call; call = call->next_)
    if (call->deadline_ != 0 && call->deadline_ <= now) shutdown(call->socket_, SHUT_RDWR);
}

}  // namespace ost::db
