// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "api/request.hpp"
#include "api/sink.hpp"

namespace ost::api {

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
