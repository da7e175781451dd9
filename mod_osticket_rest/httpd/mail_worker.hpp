// SPDX-License-Identifier: MIT
#pragma once

#include <httpd.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "base/system.hpp"
#include "httpd/config.hpp"
#include "httpd/mail_delivery.hpp"
#include "mail/message.hpp"

namespace ost::httpd {

/// A name for claims that no other process has, here or on another machine.
std::string make_claim_owner();
/// True for the name of a process of this machine that has ended.
bool is_ended_owner(const std::string& owner);

/// The deliveries of one help desk: one for the usual trickle, and more beside it, each in a thread
/// of its own and with a connection of its own to the mail server, while many messages wait. Each
/// commits the fate of its message before it takes the next one, and a disk makes those commits
/// together faster than one after the other.
class MailLanes {
 public:
  MailLanes(server_rec* server, const DeliveryTools& tools);
  ~MailLanes();

  /// Sends what is due, for a few seconds at most; true when there may be more.
  base::Result<bool> send(apr_pool_t* pool);
  /// True for the owner of a claim that is of one of the lanes.
  bool owns(const std::string& owner) const;

 private:
  struct Lane;
  base::Result<bool> send_in(Lane& lane, apr_pool_t* pool, std::int64_t until);
  base::Result<bool> send_beside(apr_pool_t* pool, std::int64_t until);

  server_rec* server_;
  const ServerConfig& config_;
  const base::Clock& clock_;
  base::Log& log_;
  const std::atomic<bool>& stop_;
  std::vector<std::unique_ptr<Lane>> lanes_;
};

/// Carries out the mail of all help desks, step by step, in one thread of one child process.
class MailWorker {
 public:
  /// `stop`, once true, ends all waiting.
  MailWorker(const server_rec* main_server, const std::atomic<bool>& stop);
  ~MailWorker();

  /// Does what is due now, for a few seconds at most unless a mail server is slow.
  void step(apr_pool_t* pool);

 private:
  class Desk;
  base::SystemClock clock_;
  mail::Libraries libraries_;
  const std::atomic<bool>& stop_;
  std::vector<std::unique_ptr<Desk>> desks_;
};

}  // namespace ost::httpd
