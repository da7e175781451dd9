// SPDX-License-Identifier: MIT
#pragma once

#include <cstring>
#include <memory_resource>
#include <optional>
#include <string_view>

namespace ost::base {

/// Keeps texts for as long as it lives, without an allocation for each.
class TextArena {
 public:
  TextArena() = default;
  TextArena(const TextArena&) = delete;
  TextArena& operator=(const TextArena&) = delete;

  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    auto* bytes = static_cast<char*>(memory_.allocate(text.size(), 1));
    std::memcpy(bytes, text.data(), text.size());
    return {bytes, text.size()};
  }
  std::optional<std::string_view> keep(const std::optional<std::string_view>& text) {
    if (!text) return std::nullopt;
    return keep(*text);
  }

 private:
  static constexpr std::size_t kFirstBlock = 4096;
  std::pmr::monotonic_buffer_resource memory_{kFirstBlock};
};

}  // namespace ost::base
