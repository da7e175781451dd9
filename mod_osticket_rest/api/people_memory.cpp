// SPDX-License-Identifier: MIT
#include "api/people_memory.hpp"

namespace ost::api {
namespace {

std::optional<std::string> owned(const std::optional<std::string_view>& text) {
  if (!text) return std::nullopt;
  return std::string(*text);
}

std::optional<std::string_view> view_of(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  return std::string_view(*text);
}

}  // namespace

bool PeopleMemory::recall(std::int64_t id, std::string_view changed, std::int64_t now,
                          base::TextArena& arena, db::People& people) {
  const std::lock_guard<std::mutex> guard(mutex_);
  const auto found = people_.find(id);
  if (found == people_.end()) return false;
  const Remembered& person = found->second;
  // What happened in the second of the reading may have come after it.
  if (now >= person.moment.end || (!changed.empty() && changed >= person.moment.read)) return false;
  people[id] = {arena.keep(view_of(person.name)), arena.keep(view_of(person.email))};
  return true;
}

void PeopleMemory::keep(std::int64_t id, const db::Person& person, const Moment& moment) {
  Remembered remembered{owned(person.name), owned(person.email), moment};
  const std::lock_guard<std::mutex> guard(mutex_);
  // Who is forgotten is asked for again, so he need not be chosen with care.
  if (people_.size() >= kMost) people_.clear();
  people_.insert_or_assign(id, std::move(remembered));
}

}  // namespace ost::api
