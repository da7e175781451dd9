// SPDX-License-Identifier: MIT
#include "base/http_date.hpp"

#include <cctz/time_zone.h>

#include <chrono>

namespace ost::base {
namespace {

using Point = cctz::time_point<cctz::seconds>;

constexpr char kFixed[] = "%a, %d %b %Y %H:%M:%S GMT";
// The last two are of old clients: RFC 850 and asctime().
constexpr const char* kForms[] = {kFixed, "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"};
constexpr std::size_t kLongest = 40;

}  // namespace

std::string format_http_date(std::int64_t utc_seconds) {
  return cctz::format(kFixed, Point(cctz::seconds(utc_seconds)), cctz::utc_time_zone());
}

std::optional<std::int64_t> parse_http_date(std::string_view text) {
  if (text.size() > kLongest) return std::nullopt;
  for (const char* form : kForms) {
    Point point;
    if (cctz::parse(form, std::string(text), cctz::utc_time_zone(), &point))
      return point.time_since_epoch().count();
  }
  return std::nullopt;
}

}  // namespace ost::base
