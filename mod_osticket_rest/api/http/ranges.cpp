// SPDX-License-Identifier: MIT
#include "api/http/ranges.hpp"

#include <algorithm>
#include <optional>

#include "base/number.hpp"
#include "base/text.hpp"

namespace ost::api {
namespace {

constexpr std::string_view kUnit = "bytes=";
constexpr std::size_t kMostRanges = 64;

enum class Read { kNothing, kRange, kOutside, kBroken };

std::optional<std::int64_t> position(std::string_view text) {
  if (text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  return base::parse_number(text);
}

// "-5": the last five bytes.
Read read_suffix(std::string_view text, std::int64_t size, ByteRange& range) {
  const auto count = position(text);
  if (!count) return Read::kBroken;
  if (*count == 0 || size == 0) return Read::kOutside;
  range = {size - std::min(*count, size), size - 1};
  return Read::kRange;
}

Read read_range(std::string_view text, std::int64_t size, ByteRange& range) {
  if (text.empty()) return Read::kNothing;
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return Read::kBroken;
  if (dash == 0) return read_suffix(text.substr(1), size, range);
  const auto first = position(text.substr(0, dash));
  const std::string_view end = text.substr(dash + 1);
  const auto last = end.empty() ? std::optional<std::int64_t>(size - 1) : position(end);
  if (!first || !last || (!end.empty() && *last < *first)) return Read::kBroken;
  if (*first >= size) return Read::kOutside;
  range = {*first, std::min(*last, size - 1)};
  return Read::kRange;
}

bool overlap(std::vector<ByteRange> ranges) {
  std::sort(ranges.begin(), ranges.end(),
            [](const ByteRange& a, const ByteRange& b) { return a.first < b.first; });
  for (std::size_t i = 1; i < ranges.size(); ++i)
    if (ranges[i].first <= ranges[i - 1].last) return true;
  return false;
}

}  // namespace

RangeChoice choose_ranges(std::string_view header, std::int64_t size) {
  if (!base::equal_ignoring_case(header.substr(0, kUnit.size()), kUnit)) return {};
  const auto pieces = base::split(header.substr(kUnit.size()), ',');
  if (pieces.size() > kMostRanges) return {};
  RangeChoice choice;
  bool is_outside = false;
  for (const std::string_view piece : pieces) {
    ByteRange range;
    const Read read = read_range(base::trim(piece), size, range);
    if (read == Read::kBroken) return {};
    if (read == Read::kOutside) is_outside = true;
    if (read == Read::kRange) choice.parts.push_back(range);
  }
  if (choice.parts.empty()) {
    if (is_outside) choice.kind = RangeChoice::Kind::kUnsatisfiable;
    return choice;
  }
  if (overlap(choice.parts)) return {};
  choice.kind = RangeChoice::Kind::kParts;
  return choice;
}

}  // namespace ost::api
