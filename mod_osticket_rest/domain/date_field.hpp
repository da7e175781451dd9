// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "domain/help_desk.hpp"

namespace ost::domain {

/// UTC seconds of a date as clients send it: "2026-03-01", "2026-03-01 14:30[:00]", with "T" for
/// the space, and with "Z", "UTC" or "+01:00" behind it; without these it is UTC
/// (Format::parseDateTime).
std::optional<std::int64_t> read_date(std::string_view text);

/// The date as osTicket stores it, in the field's own zone or the help desk's: "2026-03-01 14:30:00
/// CET" (DatetimePickerWidget::getValue). What is no date stays as it is, for the validation to
/// refuse.
std::string date_for_storage(const std::string& text, const base::Json& configuration,
                             const HelpDesk& desk);

/// The date for people: in the help desk's zone, by its own format where it has one, else as in
/// American English (DatetimeField::toString, Format::date, Format::datetime).
std::string date_text(std::int64_t utc, const base::Json& configuration, const HelpDesk& desk);

/// "" or what is wrong with the date: none, before `min`, after `max`
/// (DatetimeField::validateEntry).
std::string validate_date(const std::string& text, const base::Json& configuration);

}  // namespace ost::domain
