// SPDX-License-Identifier: MIT
#include "httpd/mail_worker.hpp"

#include <exception>
#include <set>
#include <utility>

#include "db/tickets/outbox.hpp"
#include "httpd/child_state.hpp"
#include "httpd/host_slots.hpp"
#include "httpd/log.hpp"

namespace ost::httpd {
namespace {

constexpr std::int64_t kSecond = 1'000'000;  // microseconds
// What other machines have queued is found by asking; this machine's own children ring.
constexpr std::int64_t kPoll = kSecond;
constexpr std::int64_t kPauseAfterError = 5 * kSecond;
constexpr std::int64_t kCount = 5 * kSecond;
constexpr std::int64_t kTidyUp = 10 * kSecond;

Statistics& statistics_of(const server_rec* server) {
  return *config_of(server)->statistics;
}

}  // namespace

/// The mail of one help desk.
class MailWorker::Desk {
 public:
  Desk(const server_rec* server, const base::Clock& clock, const std::atomic<bool>& stop)
      : server_(const_cast<server_rec*>(server)),
        config_(*config_of(server)),
        clock_(clock),
        stop_(stop),
        log_(server),
        statistics_(statistics_of(server).hosts[host_slot_of(server)].mail),
        lanes_(server_, {clock, log_, statistics_, stop}) {}

  void step(apr_pool_t* pool);

 private:
  bool is_time(std::int64_t& next, std::int64_t pause);
  base::Status work(db::Pool& connections, apr_pool_t* pool);
  base::Status look(db::Pool& pool);
  base::Status tidy_up(db::Connection& connection);

  server_rec* server_;
  const ServerConfig& config_;
  const base::Clock& clock_;
  const std::atomic<bool>& stop_;
  ServerLog log_;
  MailStatistics& statistics_;
  MailLanes lanes_;
  bool has_outbox_ = false;
  bool has_looked_ = false;
  bool has_failed_ = false;
  std::uint64_t rings_ = 0;
  std::int64_t next_poll_ = 0;
  std::int64_t next_look_ = 0;
  std::int64_t next_count_ = 0;
};

bool MailWorker::Desk::is_time(std::int64_t& next, std::int64_t pause) {
  const std::int64_t now = clock_.monotonic_microseconds();
  if (now < next) return false;
  next = now + pause;
  return true;
}

void MailWorker::Desk::step(apr_pool_t* pool) {
  const std::uint64_t rings = statistics_of(server_).mail_rings;
  const bool was_rung = rings != rings_ && !has_failed_;
  rings_ = rings;
  if (was_rung) next_poll_ = 0;
  if (!is_time(next_poll_, kPoll)) return;
  DbdPool connections({server_, pool, log_, connections_in_use(server_)}, config_,
                      *config_.child->pool, clock_);
  const base::Status worked = work(connections, pool);
  if (!worked) {
    next_poll_ = clock_.monotonic_microseconds() + kPauseAfterError;
    if (!has_failed_)
      log_.write(base::LogLevel::kWarning, "OSTR0022",
                 "mail waits, as the outbox cannot be used: " + worked.error().detail);
  }
  has_failed_ = !worked;
}

base::Status MailWorker::Desk::work(db::Pool& connections, apr_pool_t* pool) {
  if (is_time(next_look_, kTidyUp))
    if (base::Status looked = look(connections); !looked) {
      next_look_ = 0;
      return looked;
    }
  if (!has_outbox_) return {};
  const auto is_more = lanes_.send(pool);
  if (!is_more) return is_more.error();
  if (*is_more) next_poll_ = 0;
  if (stop_ || !is_time(next_count_, kCount)) return {};
  auto lease = connections.lease();
  if (!lease) return lease.error();
  const auto counts = db::count_outbox((*lease)->connection());
  if (!counts) return counts.error();
  statistics_.queued = counts->queued;
  statistics_.failed = counts->failed;
  statistics_.oldest = counts->oldest;
  return {};
}

// Now and then: whether the table is there, and what others have left in it.
base::Status MailWorker::Desk::look(db::Pool& pool) {
  auto lease = pool.lease();
  if (!lease) return lease.error();
  db::Connection& connection = (*lease)->connection();
  const auto is_there = db::has_outbox(connection);
  if (!is_there) return is_there.error();
  has_outbox_ = *is_there;
  if (!has_outbox_ && !has_looked_)
    log_.write(base::LogLevel::kWarning, "OSTR0018",
               "nothing is mailed: the database has no table for it; osticket-rest-setup "
               "--create-tables makes it");
  has_looked_ = true;
  return has_outbox_ ? tidy_up(connection) : base::Status();
}

// Claims of processes that were killed would only end with their time.
base::Status MailWorker::Desk::tidy_up(db::Connection& connection) {
  const auto owners = db::claim_owners(connection);
  if (!owners) return owners.error();
  for (const std::string& owner : *owners)
    if (!lanes_.owns(owner) && is_ended_owner(owner))
      if (base::Status released = db::release_owner(connection, owner); !released) return released;
  const auto deleted = db::delete_sent(connection, config_.mail_keep_days);
  return deleted ? base::Status() : base::Status(deleted.error());
}

// Virtual hosts of one help desk share the work of the first of them.
MailWorker::MailWorker(const server_rec* main_server, const std::atomic<bool>& stop) : stop_(stop) {
  std::set<std::pair<std::string, std::string>> known;
  for (const HostSlot* host = config_of(main_server)->host_slots; host->server; ++host) {
    const ServerConfig& config = *config_of(host->server);
    if (!config.has_mail || !config.child || !config.dbd.parameters) continue;
    if (known.emplace(config.dbd.parameters, config.table_prefix).second)
      desks_.push_back(std::make_unique<Desk>(host->server, clock_, stop_));
  }
}

MailWorker::~MailWorker() = default;

void MailWorker::step(apr_pool_t* pool) {
  for (const auto& desk : desks_)
    if (!stop_) desk->step(pool);
}

}  // namespace ost::httpd
