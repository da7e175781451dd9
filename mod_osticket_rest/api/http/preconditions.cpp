// SPDX-License-Identifier: MIT
#include "api/http/preconditions.hpp"

#include <algorithm>
#include <string_view>

#include "base/crypto.hpp"
#include "base/date_time.hpp"
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

namespace {

// A date that cannot be read is passed over.
bool is_newer(const Validators& validators, const std::string& header) {
  const auto date = base::parse_http_date(header);
  return date && validators.last_modified && *validators.last_modified > *date;
}

bool is_not_newer(const Validators& validators, const std::string& header) {
  const auto date = base::parse_http_date(header);
  return date && validators.last_modified && *validators.last_modified <= *date;
}

}  // namespace

Precondition judge(const Conditions& conditions, const Validators& validators) {
  if (conditions.if_match) {
    if (!names_tag(*conditions.if_match, validators.etag, Comparison::kStrong))
      return Precondition::kFailed;
  } else if (conditions.if_unmodified_since &&
             is_newer(validators, *conditions.if_unmodified_since)) {
    return Precondition::kFailed;
  }
  if (conditions.if_none_match)
    return names_tag(*conditions.if_none_match, validators.etag, Comparison::kWeak)
               ? Precondition::kNotModified
               : Precondition::kHolds;
  if (conditions.if_modified_since && is_not_newer(validators, *conditions.if_modified_since))
    return Precondition::kNotModified;
  return Precondition::kHolds;
}

bool allows_ranges(const Conditions& conditions, const Validators& validators) {
  if (!conditions.if_range) return true;
  const std::string_view given = base::trim(*conditions.if_range);
  if (given.find('"') != std::string_view::npos) return given == validators.etag;
  const auto date = base::parse_http_date(given);
  return date && validators.last_modified && *date == *validators.last_modified;
}

}  // namespace ost::api
