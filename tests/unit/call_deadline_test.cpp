// SPDX-License-Identifier: MIT
#include "db/dbd/call_deadline.hpp"
#include "base/system.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <CppUTest/TestHarness.h>

using namespace ost;
using std::chrono::milliseconds;

namespace {

/// A connection whose other end says nothing unless it is told to.
struct SilentServer {
  int ends[2] = {-1, -1};
  SilentServer() { CHECK_EQUAL(0, socketpair(AF_UNIX, SOCK_STREAM, 0, ends)); }
  ~SilentServer() {
    close(ends[0]);
    close(ends[1]);
  }
  ssize_t read_byte() const {
    char byte = 0;
    return read(ends[0], &byte, 1);
  }
  void say() const { CHECK_EQUAL(1, write(ends[1], "x", 1)); }
};

}  // namespace

TEST_GROUP(CallDeadlines) {
  base::SystemClock clock;
  db::CallDeadlines deadlines{clock};
  SilentServer server;
};

TEST(CallDeadlines, ends_a_read_that_takes_too_long) {
  const db::TimedCall call(deadlines, milliseconds(1), server.ends[0]);
  CHECK_EQUAL(0, server.read_byte());
}

TEST(CallDeadlines, ends_what_comes_after_it_has_slept) {
  { const db::TimedCall call(deadlines, milliseconds(1), server.ends[0]); }
  SilentServer other;
  {
    const db::TimedCall call(deadlines, milliseconds(1), other.ends[0]);
    CHECK_EQUAL(0, other.read_byte());
  }
  SilentServer third;
  const db::TimedCall call(deadlines, milliseconds(1), third.ends[0]);
  CHECK_EQUAL(0, third.read_byte());
}

TEST(CallDeadlines, leaves_alone_what_has_ended) {
  { const db::TimedCall call(deadlines, milliseconds(0), server.ends[0]); }
  SilentServer other;
  const db::TimedCall call(deadlines, milliseconds(1), other.ends[0]);
  CHECK_EQUAL(0, other.read_byte());
  server.say();
  CHECK_EQUAL(1, server.read_byte());
}

TEST(CallDeadlines, leaves_alone_whose_socket_the_driver_is_about_to_close) {
  db::TimedCall leaving(deadlines, milliseconds(200), server.ends[0]);
  leaving.heard(nullptr);
  CHECK_EQUAL(db::TimedCall::kNoSocket, leaving.socket());
  SilentServer other;
  const db::TimedCall call(deadlines, milliseconds(400), other.ends[0]);
  CHECK_EQUAL(0, other.read_byte());
  server.say();
  CHECK_EQUAL(1, server.read_byte());
}
