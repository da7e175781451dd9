// SPDX-License-Identifier: MIT
#include "api/read/time_text.hpp"

#include "base/date_time.hpp"

namespace ost::api {

void TimeText::write(JsonWriter& json, const std::optional<std::string_view>& time) const {
  if (!time || time->empty() || time->substr(0, 10) == "0000-00-00") {
    json.null();
  } else if (!zone_) {
    json.string(*time);
  } else if (const auto wall = base::parse_date_time(*time)) {
    json.string(utc_text(zone_->to_utc(*wall)));
  } else {
    json.null();
  }
}

std::string utc_text(std::int64_t utc_seconds) {
  std::string text = base::format_date_time(utc_seconds);
  text[10] = 'T';
  return text + "Z";
}

}  // namespace ost::api
