// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/system.hpp"
#include "mail/delivery.hpp"

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
  bool reads_headers() const override { return true; }

 private:
  std::vector<std::string> words_;
  std::int64_t limit_;
  const base::Clock& clock_;
};

/// A program that reads a text from its standard input. It inherits no other descriptor, no blocked
/// signal and no shell; what it prints is dropped. One that still runs when its time is over, or
/// when this object goes, is killed with its children. It never stays behind as a zombie.
class ChildProcess {
 public:
  /// Fails when the program cannot be started.
  static base::Result<ChildProcess> start(const std::vector<std::string>& words);

  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&&) = delete;
  ~ChildProcess();

  /// Gives it `input` and waits until it has ended; its exit status. Fails when `deadline`, in
  /// microseconds of `clock`, comes first, or when a signal ended it.
  base::Result<int> feed(std::string_view input, const base::Clock& clock, std::int64_t deadline);

 private:
  ChildProcess(pid_t pid, int input) : pid_(pid), input_(input) {}
  void close_input();
  std::optional<int> wait_for_end(const base::Clock& clock, std::int64_t deadline);

  pid_t pid_;
  int input_;
};

}  // namespace ost::mail
