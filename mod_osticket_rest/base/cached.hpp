// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "base/system.hpp"

namespace ost::base {

/// A value that all threads share until it is older than its time to live. Readers keep the value
/// they got for as long as they need it, whatever others put in its place.
template <typename T>
class Cached {
 public:
  /// The kept value, or what `load` makes (a Result<T>) when there is none younger than
  /// `seconds_to_live`. Two threads may load at once; nobody waits for another's load.
  template <typename Load>
  Result<std::shared_ptr<const T>> get(const Clock& clock, std::int64_t seconds_to_live,
                                       Load&& load) {
    const std::int64_t now = clock.monotonic_microseconds();
    if (auto kept = fresh(now)) return kept;
    Result<T> loaded = load();
    if (!loaded) return loaded.error();
    auto value = std::make_shared<const T>(std::move(loaded).value());
    const std::lock_guard<std::mutex> guard(mutex_);
    value_ = value;
    expires_ = now + seconds_to_live * 1000000;
    return std::shared_ptr<const T>(value);
  }

  /// Forgets the value; the next `get` loads.
  void forget() {
    const std::lock_guard<std::mutex> guard(mutex_);
    value_.reset();
  }

 private:
  std::shared_ptr<const T> fresh(std::int64_t now) {
    const std::lock_guard<std::mutex> guard(mutex_);
    return value_ && now < expires_ ? value_ : nullptr;
  }

  std::mutex mutex_;
  std::shared_ptr<const T> value_;
  std::int64_t expires_ = 0;
};

/// Texts by name that all threads share, each until a moment (monotonic microseconds) of its own.
class CachedTexts {
 public:
  /// Empty for a name that is not kept, or not any more.
  std::optional<std::string> find(const std::string& name, std::int64_t now) {
    const std::lock_guard<std::mutex> guard(mutex_);
    const auto found = texts_.find(name);
    if (found == texts_.end() || now >= found->second.expires) return std::nullopt;
    return found->second.text;
  }

  /// Makes room for it by forgetting the others, when there are many.
  void keep(const std::string& name, std::string text, std::int64_t expires) {
    const std::lock_guard<std::mutex> guard(mutex_);
    if (texts_.size() >= kMost) texts_.clear();
    texts_[name] = {std::move(text), expires};
  }

 private:
  static constexpr std::size_t kMost = 64;
  struct Kept {
    std::string text;
    std::int64_t expires = 0;
  };
  std::mutex mutex_;
  std::map<std::string, Kept> texts_;
};

}  // namespace ost::base
