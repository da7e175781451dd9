// SPDX-License-Identifier: MIT
#include "api/http/path.hpp"

#include "base/number.hpp"

namespace ost::api {
namespace {

constexpr std::int64_t kLargestId = 4294967295;  // int unsigned
constexpr std::string_view kTickets = "tickets";
constexpr std::string_view kPublishedTickets = "tickets.php";
// RFC 3986: unreserved characters, sub-delims, ":" and "@", and the slash between segments.
constexpr std::string_view kOfPaths =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/";

bool is_name(std::string_view part) {
  return part.size() > 2 && part.front() == '{' && part.back() == '}';
}

}  // namespace

bool starts_with_resource(std::string_view pattern, std::string_view segment) {
  if (segment == kPublishedTickets) segment = kTickets;
  const std::size_t length = segment.size();
  const bool ends_there =
      pattern.size() == length || (pattern.size() > length && pattern[length] == '/');
  return ends_there && pattern.substr(0, length) == segment;
}

bool matches(std::string_view pattern, const std::vector<std::string_view>& segments,
             PathNumbers& numbers) {
  if (!starts_with_resource(pattern, segments[0])) return false;
  PathNumbers found;
  // From the end, where patterns differ most.
  for (std::size_t i = segments.size() - 1; i > 0; --i) {
    const std::size_t slash = pattern.rfind('/');
    if (slash == std::string_view::npos) return false;
    const std::string_view part = pattern.substr(slash + 1);
    pattern = pattern.substr(0, slash);
    if (!is_name(part)) {
      if (part != segments[i]) return false;
      continue;
    }
    const auto number = base::parse_number(segments[i], 0, kLargestId);
    if (!number) return false;
    found.emplace(found.begin(), part.substr(1, part.size() - 2), *number);
  }
  if (pattern.find('/') != std::string_view::npos) return false;
  numbers = std::move(found);
  return true;
}

std::string escape_path(std::string_view path) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string escaped;
  for (const char c : path) {
    if (kOfPaths.find(c) != std::string_view::npos) {
      escaped.push_back(c);
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    escaped += {'%', kHex[byte >> 4], kHex[byte & 0xF]};
  }
  return escaped;
}

}  // namespace ost::api
