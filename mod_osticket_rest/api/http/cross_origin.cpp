// SPDX-License-Identifier: MIT
#include "api/http/cross_origin.hpp"

#include <algorithm>

namespace ost::api {
namespace {

constexpr std::string_view kAny = "*";
constexpr std::string_view kHostCharacters = "abcdefghijklmnopqrstuvwxyz0123456789.-_[]:";

void add_preflight(Headers& headers) {
  headers.emplace_back("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE");
  headers.emplace_back(
      "Access-Control-Allow-Headers",
      "X-API-Key, Content-Type, Idempotency-Key, If-Match, If-None-Match, If-Range, "
      "Range");
  headers.emplace_back("Access-Control-Max-Age", "3600");
}

}  // namespace

bool is_origin(std::string_view text) {
  if (text == kAny) return true;
  for (const std::string_view scheme : {std::string_view("http://"), std::string_view("https://")})
    if (text.substr(0, scheme.size()) == scheme) {
      const std::string_view host = text.substr(scheme.size());
      return !host.empty() && host.find_first_not_of(kHostCharacters) == std::string_view::npos;
    }
  return false;
}

Headers cross_origin_headers(const std::vector<std::string>& allowed, const CrossOrigin& request) {
  Headers headers;
  if (allowed.empty()) return headers;
  const bool any = std::find(allowed.begin(), allowed.end(), kAny) != allowed.end();
  // Without it a cache could hand one page the answer that was meant for another.
  if (!any) headers.emplace_back("Vary", "Origin");
  if (!request.origin) return headers;
  if (!any && std::find(allowed.begin(), allowed.end(), *request.origin) == allowed.end())
    return headers;
  headers.emplace_back("Access-Control-Allow-Origin", any ? std::string(kAny) : *request.origin);
  headers.emplace_back("Access-Control-Expose-Headers",
                       "Allow, Content-Disposition, Content-Range, ETag, Idempotency-Replayed, "
                       "Link, Location, Retry-After");
  if (request.is_preflight) add_preflight(headers);
  return headers;
}

}  // namespace ost::api
