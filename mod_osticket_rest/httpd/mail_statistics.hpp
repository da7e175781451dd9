// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstdint>

namespace ost::httpd {

/// The mail of one help desk, in memory that all children share. Zeroed memory is a valid value.
struct MailStatistics {
  std::atomic<std::uint64_t> sent;
  std::atomic<std::uint64_t> postponed;  ///< attempts after which another one follows
  std::atomic<std::uint64_t> given_up;
  // The outbox when it was last looked at.
  std::atomic<std::int64_t> queued;
  std::atomic<std::int64_t> failed;
  std::atomic<std::int64_t> oldest;  ///< age of the oldest queued one, in seconds
};

}  // namespace ost::httpd
