// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "mail/transport.hpp"

namespace ost::mail {

/// Runs a sendmail program for each message, as PHP's mail() does for osTicket: with its words,
/// then
/// `-t -i -f<sender>`; it reads the recipients from the headers.
class SendmailTransport final : public Transport {
 public:
  /// `words` are the program's path and its arguments; no shell reads them. The program is ended
  /// after `limit` milliseconds.
  SendmailTransport(std::vector<std::string> words, std::int64_t limit, const base::Clock& clock);
  base::Result<Outcome> send(const Envelope& envelope, std::string_view message) override;

 private:
  std::vector<std::string> words_;
  std::int64_t limit_;
  const base::Clock& clock_;
};

}  // namespace ost::mail
