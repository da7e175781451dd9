// SPDX-License-Identifier: MIT
#include "api/http/path.hpp"

#include "base/number.hpp"
#include "base/text.hpp"

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
  const std::string_view resource = pattern.substr(0, pattern.find('/'));
  return resource == (segment == kPublishedTickets ? kTickets : segment);
}

bool matches(std::string_view pattern, const std::vector<std::string_view>& segments,
             PathNumbers& numbers) {
  if (!starts_with_resource(pattern, segments[0])) return false;
  const std::vector<std::string_view> parts = base::split(pattern, '/');
  if (parts.size() != segments.size()) return false;
  PathNumbers found;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (!is_name(parts[i])) {
      if (parts[i] != segments[i]) return false;
      continue;
    }
    const auto number = base::parse_number(segments[i], 0, kLargestId);
    if (!number) return false;
    found.emplace_back(parts[i].substr(1, parts[i].size() - 2), *number);
  }
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
