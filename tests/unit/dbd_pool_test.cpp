// SPDX-License-Identifier: MIT
#include "httpd/dbd_pool.hpp"
#include "fakes/fake_clock.hpp"

#include <apr_general.h>

#include <string>

#include <CppUTest/TestHarness.h>
#include <CppUTestExt/MockSupport.h>

using namespace ost;

namespace {

/// A mod_dbd that lends one connection over and over, or none.
struct FakeDbd {
  ap_dbd_t connection{};
  bool is_away = false;
  int dead = 0;  ///< connections to pass over before one that lives
  int opened = 0;
  int closed = 0;
};
FakeDbd* dbd = nullptr;

ap_dbd_t* open_fake(apr_pool_t*, server_rec*) {
  ++dbd->opened;
  if (dbd->is_away || dbd->dead-- > 0) return nullptr;
  return &dbd->connection;
}

void close_fake(server_rec*, ap_dbd_t*) {
  ++dbd->closed;
}

struct SilentLog final : base::Log {
  void write(base::LogLevel, const char*, std::string_view) noexcept override {}
};

}  // namespace

// The driver below is the mock of dbd_connection_test.cpp: statements succeed, and a result has no
// row but the one that `session.check` expects.
TEST_GROUP(DbdPool) {
  FakeDbd fake;
  apr_pool_t* root = nullptr;
  SilentLog log;
  httpd::ServerConfig config;
  fakes::FakeClock clock;
  httpd::PoolState* state = nullptr;

  void setup() override {
    apr_initialize();
    apr_pool_create(&root, nullptr);
    dbd = &fake;
    apr_pool_create(&fake.connection.pool, root);
    config.table_prefix = "ost_";
    config.pool_wait_milliseconds = 10;
    config.query_seconds = 10;
    config.dbd.most = 4;
    state = new httpd::PoolState(1, {open_fake, close_fake});
    mock().disable();
  }

  void teardown() override {
    delete state;
    apr_pool_destroy(root);
    apr_terminate();
    dbd = nullptr;
    mock().enable();
    mock().clear();
  }

  httpd::DbdPool pool() {
    return httpd::DbdPool({nullptr, root, log}, config, *state, clock);
  }
};

TEST(DbdPool, gives_up_a_session_that_does_not_accept_its_settings) {
  // Without a row the check has failed.
  CHECK(pool().lease().error().code == base::Errc::kUnavailable);
  LONGS_EQUAL(fake.opened, fake.closed);
}

TEST(DbdPool, passes_over_what_died) {
  fake.is_away = true;
  CHECK(pool().lease().error().code == base::Errc::kUnavailable);
  LONGS_EQUAL(5, fake.opened);
}

TEST(DbdPool, asks_no_more_for_a_moment_after_a_failure) {
  fake.is_away = true;
  (void)pool().lease();
  const int asked = fake.opened;
  CHECK(pool().lease().error().code == base::Errc::kUnavailable);
  LONGS_EQUAL(asked, fake.opened);
  clock.tick(2);
  (void)pool().lease();
  CHECK_TRUE(fake.opened > asked);
}

TEST(DbdPool, leaves_nothing_behind_when_a_lease_cannot_be_made) {
  config.table_prefix = nullptr;
  CHECK_THROWS(std::logic_error, static_cast<void>(pool().lease()));
  LONGS_EQUAL(1, fake.closed);
  CHECK_TRUE(state->gate.enter(std::chrono::milliseconds(0)));
  state->gate.leave();
  CHECK_FALSE(state->held.begin_use().has_value());
}
