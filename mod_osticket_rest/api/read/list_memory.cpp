// SPDX-License-Identifier: MIT
#include "api/read/list_memory.hpp"

#include <algorithm>

#include "api/caches.hpp"
#include "api/read/filters_text.hpp"

namespace ost::api {
namespace {

constexpr std::int64_t kSecond = 1000000;
constexpr std::int64_t kWorthKeeping = 1000;  // microseconds that it took to find out
constexpr std::int64_t kDeep = 1000;          // tickets to walk over to a page
constexpr std::int64_t kLifePerCost = 20;
// Others are told the old total while one counts anew.
constexpr std::int64_t kGrace = kSecond;
// Longer than anything that is kept lives.
constexpr std::int64_t kGenerationLife = 24 * 3600 * kSecond;
constexpr std::size_t kLongestText = 240;
constexpr char kGeneration[] = "generation";

}  // namespace

ListMemory::ListMemory(Services& services) : services_(services) {}

std::int64_t ListMemory::now() const {
  return services_.clock.monotonic_microseconds();
}

std::int64_t ListMemory::longest_life() const {
  return services_.numbers ? services_.settings.total_seconds * kSecond : 0;
}

// Part of each name, so a new one leaves all that was kept behind, even what a request that is
// under way still keeps by its old name.
std::int64_t ListMemory::generation() {
  if (!generation_) {
    const auto kept = services_.numbers->find(kGeneration);
    generation_ = kept ? kept->value : 0;
  }
  return *generation_;
}

// "" when the list cannot be named.
std::string ListMemory::name(const char* kind, const db::ListQuery& list) {
  if (longest_life() == 0) return "";
  const std::string filters = filters_text(list);
  if (filters.size() > kLongestText) return "";
  return std::to_string(generation()) + kind + " " + filters;
}

std::optional<std::int64_t> ListMemory::total(const db::ListQuery& list) {
  const std::string key = name(" total", list);
  const auto kept = key.empty() ? std::nullopt : services_.numbers->find(key);
  if (!kept) return std::nullopt;
  if (now() < kept->expires) return kept->value;
  services_.numbers->keep(key, {kept->value, now() + kGrace});
  return std::nullopt;
}

void ListMemory::keep_total(const db::ListQuery& list, std::int64_t total, std::int64_t cost) {
  if (cost < kWorthKeeping) return;
  const std::string key = name(" total", list);
  if (key.empty()) return;
  const std::int64_t life = std::min(cost * kLifePerCost, longest_life());
  services_.numbers->keep(key, {total, now() + life});
}

std::string ListMemory::start_name(const db::ListQuery& list) {
  const std::int64_t offset = (list.page - 1) * list.per_page;
  return offset < kDeep ? "" : name((" from " + std::to_string(offset)).c_str(), list);
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
