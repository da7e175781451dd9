// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "api/service.hpp"
#include "db/tickets/ticket_list.hpp"

namespace ost::api {

/// What the workers of a machine remember of lists for a moment: how long they are, and where the
/// pages behind the first hundred tickets begin. Only what is dear to find out is kept; the total
/// of a help desk of usual size is not. A write through any worker makes all of them forget where
/// pages begin, and count anew soon. One object per request. Without shared memory, or with
/// OsTicketTotalTTL 0, nothing is kept.
class ListMemory {
 public:
  /// A total that has grown old is told for so long (microseconds) while it is counted anew, so a
  /// list that nobody has asked for is never told an older one.
  static constexpr std::int64_t kLongestOld = 60 * 1000000;

  explicit ListMemory(Services& services);

  /// The total that was counted a moment ago, or before that, while it is counted anew in the
  /// background. Empty when the caller has to count: nobody has, or too long ago.
  std::optional<std::int64_t> total(const db::ListQuery& list);
  /// Keeps a total that took `cost` microseconds to count, for twenty times as long: counting
  /// takes a twentieth of one connection's time at most, a fifth while tickets are written.
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
  std::string name(const char* kind, const db::ListQuery& list) const;
  std::string start_name(const db::ListQuery& list);
  std::int64_t generation();
  bool is_outdated(const db::ListQuery& list, const SharedNumber& total);
  void count_later(const db::ListQuery& list);
  std::int64_t longest_life() const;
  std::int64_t now() const;

  Services& services_;
  std::optional<std::int64_t> generation_;
};

}  // namespace ost::api
