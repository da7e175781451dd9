// SPDX-License-Identifier: MIT
#include "api/http/entity_tag.hpp"

#include <algorithm>

#include "base/crypto.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"

namespace ost::api {
namespace {

constexpr std::string_view kWeakMark = "W/";
constexpr std::size_t kBytes = 16;

bool is_weak(std::string_view tag) {
  return tag.substr(0, kWeakMark.size()) == kWeakMark;
}

std::string_view without_mark(std::string_view tag) {
  return is_weak(tag) ? tag.substr(kWeakMark.size()) : tag;
}

}  // namespace

std::string entity_tag(std::string_view state) {
  return '"' + base::to_hex(base::sha256(state).substr(0, kBytes)) + '"';
}

std::string weak_tag(const std::string& tag) {
  return std::string(kWeakMark) + tag;
}

bool names_tag(std::string_view header, std::string_view tag, Comparison comparison) {
  if (base::trim(header) == "*") return true;
  const auto given = base::split(header, ',');
  return std::any_of(given.begin(), given.end(), [&](std::string_view one) {
    one = base::trim(one);
    if (comparison == Comparison::kWeak) return without_mark(one) == without_mark(tag);
    return !is_weak(tag) && one == tag;
  });
}

}  // namespace ost::api
