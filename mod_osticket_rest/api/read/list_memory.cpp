// SPDX-License-Identifier: MIT
#include "api/read/list_memory.hpp"

#include <algorithm>

#include "api/caches.hpp"
#include "api/read/filters_text.hpp"

namespace ost::api {
namespace {

constexpr std::int64_t kSecond = 1000000;
constexpr std::int64_t kWorthKeeping = 1000;  // microseconds that it took to find out
constexpr std::int64_t kDeep = 100;           // tickets to walk over to a page
constexpr std::int64_t kLifePerCost = 20;
// After a write a total lives no longer than this part of its life.
constexpr std::int64_t kWrittenPart = 4;
// One counts anew; when he has not done it by then, another one may.
constexpr std::int64_t kGrace = 10 * kSecond;
// Longer than the lifetime of any kept value.
constexpr std::int64_t kGenerationLife = 24 * 3600 * kSecond;
constexpr std::size_t kLongestText = 240;
constexpr char kGeneration[] = "generation";
constexpr char kTotal[] = "total ";
constexpr char kCounted[] = "counted ";
constexpr char kCounting[] = "counting ";

}  // namespace

ListMemory::ListMemory(Services& services) : services_(services) {}

std::int64_t ListMemory::now() const {
  return services_.clock.monotonic_microseconds();
}

std::int64_t ListMemory::longest_life() const {
  return services_.numbers ? services_.settings.total_seconds * kSecond : 0;
}

// "" when the list cannot be named.
std::string ListMemory::name(const char* kind, const db::ListQuery& list) const {
  if (longest_life() == 0) return "";
  const std::string filters = filters_text(list);
  return filters.size() > kLongestText ? "" : kind + filters;
}

std::int64_t ListMemory::generation() {
  if (!generation_) {
    const auto kept = services_.numbers->find(kGeneration);
    generation_ = kept ? kept->value : 0;
  }
  return *generation_;
}

// Counted before the last write, for so long that counting anew takes no more than its share.
bool ListMemory::is_outdated(const db::ListQuery& list, const SharedNumber& total) {
  if (generation() == 0) return false;
  const auto counted = services_.numbers->find(name(kCounted, list));
  if (!counted || counted->value > generation()) return false;
  return now() >= counted->value + (total.expires - counted->value) / kWrittenPart;
}

void ListMemory::count_later(const db::ListQuery& list) {
  const std::string key = name(kCounting, list);
  const auto counting = services_.numbers->find(key);
  if (counting && now() < counting->expires) return;
  services_.numbers->keep(key, {0, now() + kGrace});
  services_.caches.counter->count_later(list);
}

std::optional<std::int64_t> ListMemory::total(const db::ListQuery& list) {
  const std::string key = name(kTotal, list);
  const auto kept = key.empty() ? std::nullopt : services_.numbers->find(key);
  if (!kept || now() >= kept->expires + kLongestOld) return std::nullopt;
  if (now() < kept->expires && !is_outdated(list, *kept)) return kept->value;
  if (!services_.caches.counter) return std::nullopt;
  count_later(list);
  return kept->value;
}

void ListMemory::keep_total(const db::ListQuery& list, std::int64_t total, std::int64_t cost) {
  const std::string key = name(kTotal, list);
  if (key.empty()) return;
  const bool is_dear = cost >= kWorthKeeping;
  const auto kept = services_.numbers->find(key);
  const bool is_told = kept && now() < kept->expires + kLongestOld;
  if (!is_dear && !is_told) return;
  // What has become cheap to count is told no longer.
  const std::int64_t life = is_dear ? std::min(cost * kLifePerCost, longest_life()) : -kLongestOld;
  services_.numbers->keep(key, {total, now() + life});
  services_.numbers->keep(name(kCounted, list), {now() - cost, now() + life});
  services_.numbers->keep(name(kCounting, list), {0, now()});
}

// The generation is part of the name, so a new one leaves all that was kept behind, even what a
// request that is under way still keeps by its old name.
std::string ListMemory::start_name(const db::ListQuery& list) {
  const std::int64_t offset = (list.page - 1) * list.per_page;
  if (offset < kDeep || longest_life() == 0) return "";
  const std::string kind = std::to_string(generation()) + " from " + std::to_string(offset) + " ";
  return name(kind.c_str(), list);
}

std::optional<std::int64_t> ListMemory::page_start(const db::ListQuery& list) {
  const std::string key = start_name(list);
  const auto kept = key.empty() ? std::nullopt : services_.numbers->find(key);
  if (!kept || now() >= kept->expires) return std::nullopt;
  return kept->value;
}

void ListMemory::keep_page_start(const db::ListQuery& list, std::int64_t first_id) {
  const std::string key = start_name(list);
  if (key.empty()) return;
  // Each keeping takes room from others in the shared memory, so what is young is left alone.
  const auto kept = services_.numbers->find(key);
  if (kept && now() < kept->expires - longest_life() / 2) return;
  services_.numbers->keep(key, {first_id, now() + longest_life()});
}

std::optional<std::string> ListMemory::answer(const std::string& question) {
  if (longest_life() == 0) return std::nullopt;
  return services_.caches.answers.find(std::to_string(generation()) + " " + question, now());
}

void ListMemory::keep_answer(const std::string& question, const std::string& body,
                             std::int64_t cost) {
  if (longest_life() == 0 || cost < kWorthKeeping) return;
  const std::int64_t life = std::min(cost * kLifePerCost, longest_life());
  services_.caches.answers.keep(std::to_string(generation()) + " " + question, body, now() + life);
}

void ListMemory::forget() noexcept {
  generation_.reset();
  if (longest_life() == 0) return;
  try {
    services_.numbers->keep(kGeneration, {now(), now() + kGenerationLife});
  } catch (...) {
    // The write has been committed, so its answer must be sent. Lists are old for a moment at most.
  }
}

}  // namespace ost::api
