// SPDX-License-Identifier: MIT
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/result.hpp"

namespace ost::mail {

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
