// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

#include "base/date_time.hpp"
#include "domain/desk/help_desk.hpp"

namespace ost::domain {

enum class DateForm { kShort, kLong, kTime, kFull };

/// A moment in words, by the help desk's own formats or those of its language: American English as
/// PHP's ICU writes it, British with days first, and for all others figures alone, year first, as
/// names of months are known in English only (Format::date, datetime, time, daydatetime).
std::string date_in_form(const HelpDesk& desk, std::int64_t utc, DateForm form,
                         const base::TimeZone& zone);

/// The zone of that name, else the help desk's own, else UTC.
base::TimeZone zone_or_default(const HelpDesk& desk, const std::string& name);

/// How long ago or ahead a moment is: "2 hours ago" (Format::relativeTime).
std::string relative_time(std::int64_t utc, std::int64_t now);

}  // namespace ost::domain
