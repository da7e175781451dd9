// SPDX-License-Identifier: MIT
// The entity tags of tickets. They are made of what is shown but for the entries of threads, and of
// what changes with those, so that nobody has to read a thread to know that it is as it was.
#pragma once

#include <string>

#include "api/read/page_writer.hpp"
#include "api/request.hpp"
#include "api/sink.hpp"

namespace ost::api {

/// The strong tag of an answer that shows one ticket, which has its whole state; its thread's is
/// known.
std::string ticket_tag(const Page& page);

/// A list without the entries of its threads.
std::string list_text(const Page& page, const ReadParams& params);

/// The weak tag of a page of a list, of that text and the states of the threads that it shows:
/// names of those who wrote entries may have changed.
std::string list_tag(const Page& page, std::string text,
                     const std::vector<db::ThreadState>& threads);

/// True when the value of If-Match names the ticket in this state, whatever was shown of it, or any
/// ticket (`*`).
bool names_state(std::string_view header, std::string_view state);

/// True when the request's If-None-Match names the tag: the client has this answer already.
bool is_known(const Request& request, const std::string& tag);

/// For Cache-Control: an answer that may be kept, but not used without asking.
inline constexpr char kAskEachTime[] = "private, no-cache";

/// 304: the client has this answer already.
base::Status answer_unchanged(const std::string& tag, Sink& sink);

/// 200 with a body and the tag of its bytes, or 304. Clients may keep it, and ask each time whether
/// it is still so.
base::Status answer_tagged(const Request& request, const std::string& body, Sink& sink);

}  // namespace ost::api
