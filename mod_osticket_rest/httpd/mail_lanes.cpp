// SPDX-License-Identifier: MIT
#include "httpd/mail_worker.hpp"

#include <apr_allocator.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <exception>
#include <fstream>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include "base/crypto.hpp"
#include "base/system.hpp"
#include "base/text.hpp"
#include "httpd/child_state.hpp"
#include "httpd/host_slots.hpp"

namespace ost::httpd {
namespace {

constexpr int kMostLanes = 8;
constexpr std::int64_t kLongest = 2'000'000;  // microseconds

/// A pool that another thread may use beside its parent, as it has an allocator of its own.
class ThreadPool {
 public:
  explicit ThreadPool(apr_pool_t* parent) {
    apr_allocator_t* allocator = nullptr;
    if (apr_allocator_create(&allocator) != APR_SUCCESS) throw std::bad_alloc();
    if (apr_pool_create_ex(&pool_, parent, nullptr, allocator) != APR_SUCCESS) {
      apr_allocator_destroy(allocator);
      throw std::bad_alloc();
    }
    apr_allocator_owner_set(allocator, pool_);
  }
  ~ThreadPool() { apr_pool_destroy(pool_); }
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;
  apr_pool_t* get() const { return pool_; }

 private:
  apr_pool_t* pool_ = nullptr;
};

// Half of the connections stay for requests.
int lanes_for(const ServerConfig& config) {
  return std::clamp(config.child->pool->size / 2, 1, kMostLanes);
}

}  // namespace

struct MailLanes::Lane {
  std::string owner = make_claim_owner();
  ConfiguredTransports transports;
  MailDelivery delivery;
  base::Result<bool> came_to{false};

  Lane(const ServerConfig& config, const DeliveryTools& tools)
      : transports({mail_way_of(config), config.secret_salt, tools.stop}, tools.clock),
        delivery(transports, tools, {owner, {}}) {}
};

MailLanes::MailLanes(server_rec* server, const DeliveryTools& tools)
    : server_(server),
      config_(*config_of(server)),
      clock_(tools.clock),
      log_(tools.log),
      stop_(tools.stop) {
  for (int i = 0; i < lanes_for(config_); ++i)
    lanes_.push_back(std::make_unique<Lane>(config_, tools));
}

MailLanes::~MailLanes() = default;

bool MailLanes::owns(const std::string& owner) const {
  return std::any_of(lanes_.begin(), lanes_.end(),
                     [&](const auto& lane) { return lane->owner == owner; });
}

base::Result<bool> MailLanes::send(apr_pool_t* pool) {
  const std::int64_t until = clock_.monotonic_microseconds() + kLongest;
  DbdPool connections({server_, pool, log_, connections_in_use(server_)}, config_,
                      *config_.child->pool, clock_);
  const auto first = lanes_[0]->delivery.send_due(connections);
  if (!first) return first.error();
  for (const auto& lane : lanes_)
    if (base::Status done = lane->delivery.catch_up(connections); !done) return done.error();
  if (stop_ || *first < MailDelivery::kBatch) return *first > 0;
  return send_beside(pool, until);
}

base::Result<bool> MailLanes::send_in(Lane& lane, apr_pool_t* pool, std::int64_t until) {
  DbdPool connections({server_, pool, log_, connections_in_use(server_)}, config_,
                      *config_.child->pool, clock_);
  while (!stop_ && clock_.monotonic_microseconds() < until) {
    const auto taken = lane.delivery.send_due(connections);
    if (!taken) return taken.error();
    if (*taken == 0) return false;
  }
  return true;
}

// All lanes at once; the first one in this thread. Pools are made and destroyed here, as their
// parent is this thread's.
base::Result<bool> MailLanes::send_beside(apr_pool_t* pool, std::int64_t until) {
  std::vector<std::unique_ptr<ThreadPool>> pools;
  for (std::size_t i = 1; i < lanes_.size(); ++i)
    pools.push_back(std::make_unique<ThreadPool>(pool));
  std::vector<std::thread> threads;
  const auto run = [this, until](Lane& lane, apr_pool_t* own) noexcept {
    try {
      lane.came_to = send_in(lane, own, until);
    } catch (...) {
      lane.came_to = base::internal_error("unexpected");
    }
  };
  try {
    for (std::size_t i = 1; i < lanes_.size(); ++i)
      threads.emplace_back(run, std::ref(*lanes_[i]), pools[i - 1]->get());
  } catch (const std::system_error&) {
    // No further thread is to be had: those that run do the work.
  }
  run(*lanes_[0], pool);
  for (std::thread& thread : threads) thread.join();
  for (std::size_t i = 0; i <= threads.size(); ++i)
    if (!lanes_[i]->came_to) return lanes_[i]->came_to.error();
  return true;
}

namespace {

// The same for all processes that see each other's ids: this run of the kernel, and the name space
// of process ids.
std::string machine() {
  std::string boot;
  std::ifstream("/proc/sys/kernel/random/boot_id") >> boot;
  char space[64] = "";
  if (readlink("/proc/self/ns/pid", space, sizeof(space) - 1) < 0) space[0] = '\0';
  return base::to_hex(base::md5(boot + space)).substr(0, 16);
}

}  // namespace

std::string make_claim_owner() {
  base::SystemRandom random;
  return machine() + "-" + std::to_string(getpid()) + "-" +
         std::to_string(random.below(UINT32_MAX));
}

bool is_ended_owner(const std::string& owner) {
  const auto parts = base::split(owner, '-');
  if (parts.size() != 3 || parts[0] != machine()) return false;
  const long pid = std::strtol(std::string(parts[1]).c_str(), nullptr, 10);
  if (pid <= 0) return false;
  return pid == getpid() || (kill(static_cast<pid_t>(pid), 0) != 0 && errno == ESRCH);
}

}  // namespace ost::httpd
