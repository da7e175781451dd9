// SPDX-License-Identifier: MIT
#pragma once

#include <httpd.h>

#include <memory>
#include <string>
#include <vector>

#include "httpd/config.hpp"
#include "httpd/mail_delivery.hpp"

namespace ost::httpd {

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

}  // namespace ost::httpd
