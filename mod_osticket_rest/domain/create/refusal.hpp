// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.hpp"
#include "domain/desk/system_log.hpp"

namespace ost::domain {

/// Why the help desk does not take a ticket, and the line that osTicket then writes into its
/// system log.
struct Refusal {
  base::Error error;
  LogLine log;
};

}  // namespace ost::domain
