// SPDX-License-Identifier: MIT
#include "api/http/preconditions.hpp"

#include <string_view>

#include "api/http/entity_tag.hpp"
#include "base/http_date.hpp"
#include "base/text.hpp"

namespace ost::api {
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
