// SPDX-License-Identifier: MIT
#include "domain/thread/cid_rewriting.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/text/plain_text.hpp"

namespace ost::domain {
namespace {

constexpr std::string_view kScheme = "cid:";
constexpr std::string_view kSource = "src=\"";
constexpr std::size_t kKeyLength = 32;

bool is_key_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.';
}

std::string_view without_scheme(std::string_view address) {
  const bool has = base::equal_ignoring_case(address.substr(0, kScheme.size()), kScheme);
  return has ? address.substr(kScheme.size()) : address;
}

bool names_key(std::string_view text, const std::string& key) {
  return base::equal_ignoring_case(text.substr(0, key.size()), key);
}

// The body without its images that show the key, whose tags clean_markup has written.
std::string without_images(std::string_view body, const std::string& key) {
  std::string kept;
  std::size_t from = 0;
  for (std::size_t at = body.find("<img "); at != std::string_view::npos;
       at = body.find("<img ", at + 1)) {
    const std::size_t end = std::min(body.find('>', at), body.size() - 1) + 1;
    const std::string_view tag = body.substr(at, end - at);
    const std::size_t scheme = tag.find(kScheme);
    if (scheme == std::string_view::npos || !names_key(tag.substr(scheme + kScheme.size()), key))
      continue;
    kept.append(body, from, at - from);
    from = end;
  }
  return kept.append(body, from, body.size() - from);
}

}  // namespace

bool shows(std::string_view body, const std::string& content_id) {
  return body.find(std::string(kScheme) + content_id) != std::string_view::npos;
}

std::vector<std::string> keys_in(std::string_view body) {
  std::vector<std::string> keys;
  for (std::size_t at = body.find(kScheme); at != std::string_view::npos;
       at = body.find(kScheme, at + 1)) {
    const std::string_view key = body.substr(at + kScheme.size(), kKeyLength);
    if (key.size() < kKeyLength || !std::all_of(key.begin(), key.end(), is_key_letter)) continue;
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.emplace_back(key);
  }
  return keys;
}

std::string content_id_in_body(std::string_view content_id) {
  return base::lower_ascii(encode_special_characters(content_id));
}

std::string with_keys(std::string_view body, const KeysByContentId& keys) {
  if (keys.empty()) return std::string(body);
  std::string written;
  std::size_t from = 0;
  for (std::size_t at = body.find(kSource); at != std::string_view::npos;
       at = body.find(kSource, from)) {
    const std::size_t value = at + kSource.size();
    const std::size_t end = std::min(body.find('"', value), body.size());
    const std::string_view id = without_scheme(body.substr(value, end - value));
    written.append(body, from, value - from);
    from = value;
    const auto found = keys.find(base::lower_ascii(id));
    // Text may end like the start of an attribute, so what is none is looked through again.
    if (found == keys.end()) continue;
    written.append(kScheme).append(found->second);
    from = end;
  }
  return written.append(body, from, body.size() - from);
}

std::string without_key(std::string_view body, const std::string& key) {
  std::string text = without_images(body, key);
  const std::string named = base::lower_ascii(std::string(kScheme) + key);
  const std::string folded = base::lower_ascii(text);
  for (std::size_t at = folded.find(named); at != std::string::npos;
       at = folded.find(named, at + 1))
    text[at + kScheme.size() - 1] = '-';
  return text;
}

}  // namespace ost::domain
