// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "api/service.hpp"
#include "db/tickets/ticket_list.hpp"

namespace ost::api {

/// What the workers of a machine remember of lists for a moment: how long they are, and where the
/// pages deep inside begin. Only what is dear to find out is kept, so that a help desk of usual
/// size is asked anew each time; a write through any worker makes all of them forget. One object
/// per request. Without shared memory, or with OsTicketTotalTTL 0, nothing is kept.
class ListMemory {
 public:
  explicit ListMemory(Services& services);

  /// The total that was counted a moment ago. When that moment is over, one caller gets nothing and
  /// has to count, while the others are told the old total until he has.
  std::optional<std::int64_t> total(const db::ListQuery& list);
  /// Keeps a total that took `cost` microseconds to count, for twenty times as long: counting
  /// takes a twentieth of one connection's time at most.
  void keep_total(const db::ListQuery& list, std::int64_t total, std::int64_t cost);

  /// The id from which on the page's tickets are found; empty when it is not known.
  std::optional<std::int64_t> page_start(const db::ListQuery& list);
  void keep_page_start(const db::ListQuery& list, std::int64_t first_id);

  /// The body of an answer to a question, likewise remembered, but by this process alone.
  std::optional<std::string> answer(const std::string& question);
  void keep_answer(const std::string& question, const std::string& body, std::int64_t cost);

  /// To be called after each write, whose answer it leaves alone whatever happens.
  void forget() noexcept;

 private:
  std::int64_t generation();
  std::string name(const char* kind, const db::ListQuery& list);
  std::string start_name(const db::ListQuery& list);
  std::int64_t longest_life() const;
  std::int64_t now() const;

  Services& services_;
  std::optional<std::int64_t> generation_;
};

}  // namespace ost::api
