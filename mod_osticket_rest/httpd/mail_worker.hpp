// SPDX-License-Identifier: MIT
#pragma once

#include <httpd.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "mail/libraries.hpp"

namespace ost::httpd {

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
