// SPDX-License-Identifier: MIT
#include "api/read/time_text.hpp"

#include "base/date_time.hpp"

namespace ost::api {

void TimeText::write(JsonWriter& json, const std::optional<std::string_view>& time) const {
  const bool is_set = time && !time->empty() && time->substr(0, 10) != "0000-00-00";
  const auto wall = is_set && zone_ ? base::parse_date_time(*time) : std::nullopt;
  if (wall)
    json.string(utc_text(zone_->to_utc(*wall)));
  else
    json.maybe_string(is_set && !zone_ ? time : std::nullopt);
}

std::string utc_text(std::int64_t utc_seconds) {
  std::string text = base::format_date_time(utc_seconds);
  text[10] = 'T';
  return text + "Z";
}

}  // namespace ost::api
