// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/system.hpp"
#include "db/connection.hpp"
#include "domain/desk/help_desk.hpp"

namespace ost::domain {

/// How many digits a format asks for: its hash marks, but for those behind a backslash
/// (Sequence::getDigitCount).
int count_digits(std::string_view format);

/// The number laid into the format: digits fill the groups of hash marks from the left after
/// padding on the left, what is left over follows the last group, `\#` is a hash mark
/// (Sequence::format).
std::string format_number(std::string_view format, std::int64_t number, char padding);

/// A random number of that many digits, at least six, that does not start with 0
/// (RandomSequence::__next, Misc::randNumber).
std::int64_t random_number(base::Random& random, int digits);

/// The number of a new ticket: of the topic's own sequence and format where it has them, else of
/// the help desk's; no ticket has it yet. A sequence stays locked until the transaction ends
/// (Topic::getNewTicketNumber, OsticketConfig::getNewTicketNumber).
base::Result<std::string> next_ticket_number(db::Connection& connection, const HelpDesk& desk,
                                             const db::HelpTopicRow* topic, base::Random& random,
                                             const std::string& now);

}  // namespace ost::domain
