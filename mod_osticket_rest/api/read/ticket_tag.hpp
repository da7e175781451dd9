// SPDX-License-Identifier: MIT
// The entity tags of tickets. They are made of what is shown but for the entries of threads, and of
// what changes with those, so that nobody has to read a thread to know that it is as it was.
#pragma once

#include <string>

#include "api/read/page_writer.hpp"

namespace ost::api {

/// The strong tag of an answer that shows one ticket, which has its whole state.
std::string ticket_tag(const Page& page);

/// The weak tag of a page of a list: names of those who wrote entries may have changed.
std::string list_tag(const Page& page, const ReadParams& params);

/// True when the value of If-Match names the ticket in this state, whatever was shown of it, or any
/// ticket (`*`).
bool names_state(std::string_view header, std::string_view state);

}  // namespace ost::api
