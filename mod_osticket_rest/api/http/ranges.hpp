// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace ost::api {

/// Bytes from `first` to `last`, both included.
struct ByteRange {
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::int64_t size() const { return last - first + 1; }
};

/// What a client asks for of a content.
struct RangeChoice {
  enum class Kind {
    kWhole,          ///< no ranges, or such as are passed over
    kParts,          ///< `parts`, at least one
    kUnsatisfiable,  ///< none of them lies within the content
  };
  Kind kind = Kind::kWhole;
  std::vector<ByteRange> parts{};
};

/// Reads the header Range (RFC 9110, 14.2) over a content of `size` bytes. Ranges that cannot be
/// read, are of another unit, overlap, or are more than a client with a use for them sends count as
/// none: they would make of a small request a large answer.
RangeChoice choose_ranges(std::string_view header, std::int64_t size);

}  // namespace ost::api
