// SPDX-License-Identifier: MIT
#include "api/write/idempotent_request.hpp"

#include <algorithm>

#include "api/http/query_string.hpp"

namespace ost::api {
namespace {

constexpr char kHeader[] = "Idempotency-Key";
constexpr std::size_t kLongestName = 255;

bool is_visible(char c) {
  return c > ' ' && c < '\x7F';
}

bool is_name(const std::string& text) {
  return !text.empty() && text.size() <= kLongestName &&
         std::all_of(text.begin(), text.end(), is_visible);
}

// Each text with its length, so that no two lists of texts run together into one.
void add(base::Sha256& digest, std::string_view text) {
  digest.add(std::to_string(text.size())).add(":").add(text);
}

}  // namespace

base::Result<std::optional<IdempotentRequest>> IdempotentRequest::of(const Request& request,
                                                                     const std::string& address) {
  const std::string* name = request.header(kHeader);
  if (!name) return std::optional<IdempotentRequest>();
  if (!is_name(*name))
    return base::Error{base::Errc::kInvalidParameter,
                       "Invalid header: Idempotency-Key",
                       "",
                       {{kHeader, "must be 1 to 255 visible ASCII characters"}}};
  IdempotentRequest made(*name, request);
  add(made.digest_, address);
  for (const auto& [parameter, value] : request.query) {
    if (parameter == kCacheBreaker) continue;
    add(made.digest_, parameter);
    add(made.digest_, value);
  }
  const std::string* agent = request.header("X-Staff-Id");
  add(made.digest_, agent ? *agent : "");
  return std::optional<IdempotentRequest>(std::move(made));
}

std::optional<std::int64_t> IdempotentRequest::announced() const {
  return body_ ? body_->announced() : std::optional<std::int64_t>(0);
}

base::Result<std::string_view> IdempotentRequest::next() {
  if (!body_) return std::string_view();
  const auto piece = body_->next();
  if (piece && !is_multipart_) digest_.add(*piece);
  return piece;
}

void IdempotentRequest::add_part(const PartHead& head, std::string_view content_digest) {
  for (const std::string& text :
       {head.name, head.file_name.value_or(""), head.type, head.content_id})
    add(digest_, text);
  add(digest_, content_digest);
}

}  // namespace ost::api
