// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

namespace ost::domain {

/// What a client asks to change of a ticket.
struct TicketChange {
  std::optional<std::int64_t> status_id{};
  std::optional<std::int64_t> topic_id{};
};

}  // namespace ost::domain
