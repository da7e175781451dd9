// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace ost::fuzz {

/// Ends the run, with the input kept, when what must hold does not.
inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// The lines of the input, the rest in the last one; "" for those that are not there.
inline std::vector<std::string> lines_of(const std::uint8_t* data, std::size_t size, int count) {
  std::string_view rest = text_of(data, size);
  std::vector<std::string> lines;
  for (int i = 0; i < count; ++i) {
    const std::size_t end = i + 1 < count ? rest.find('\n') : std::string_view::npos;
    lines.emplace_back(rest.substr(0, end));
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  return lines;
}

}  // namespace ost::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
