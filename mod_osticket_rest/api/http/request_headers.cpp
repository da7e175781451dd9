// SPDX-License-Identifier: MIT
#include "api/http/request_headers.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace ost::api {
namespace {

// How exactly a range names application/json.
enum Match { kUnreadable, kOther, kAnything, kAnyApplication, kJson };

Match match_of(std::string_view range) {
  const std::size_t slash = range.find('/');
  // Some old clients write a lone star.
  if (range == "*") return kAnything;
  if (slash == std::string_view::npos || slash == 0 || slash + 1 == range.size())
    return kUnreadable;
  if (range == "*/*") return kAnything;
  if (base::equal_ignoring_case(range, "application/*")) return kAnyApplication;
  return base::equal_ignoring_case(range, "application/json") ? kJson : kOther;
}

// Zero however it is written: 0, 0., 0.000. What is no number counts as wanted.
bool is_zero(std::string_view quality) {
  return !quality.empty() && quality.front() == '0' &&
         quality.find_first_not_of("0.") == std::string_view::npos;
}

bool is_excluded(const std::vector<std::string_view>& parts) {
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const std::string_view part = base::trim(parts[i]);
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) continue;
    if (base::equal_ignoring_case(base::trim(part.substr(0, equals)), "q"))
      return is_zero(base::trim(part.substr(equals + 1)));
  }
  return false;
}

}  // namespace

bool accepts_json(std::string_view accept) {
  Match best = kUnreadable;
  bool accepted = true;
  for (const std::string_view element : base::split(accept, ',')) {
    const auto parts = base::split(element, ';');
    const Match match = match_of(base::trim(parts.front()));
    if (match < best || match == kUnreadable) continue;
    const bool wanted = match != kOther && !is_excluded(parts);
    // Of ranges that are equally exact one that wants it is enough.
    accepted = match == best ? accepted || wanted : wanted;
    best = match;
  }
  return accepted;
}

namespace {

constexpr std::string_view kAny = "*";
constexpr std::string_view kHostCharacters = "abcdefghijklmnopqrstuvwxyz0123456789.-_[]:";

void add_preflight(Headers& headers) {
  headers.emplace_back("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE");
  headers.emplace_back(
      "Access-Control-Allow-Headers",
      "X-API-Key, X-Staff-Id, Content-Type, Idempotency-Key, If-Match, If-None-Match, If-Range, "
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
