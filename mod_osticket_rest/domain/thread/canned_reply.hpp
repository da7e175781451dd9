// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "domain/notify/template_scope.hpp"

namespace ost::domain {

/// A canned response that is to be posted, its variables as they were written.
struct CannedReply {
  std::int64_t response_id = 0;
  std::string text;
};

/// What is said of one that no thread entry can hold.
constexpr char kCannedReplyTooLong[] =
    "the filter's canned response is too long for a reply and was not sent";

/// Reads the canned response; empty when there is none, when it is not enabled, or when no entry
/// can hold it, of which `warnings` tells (Ticket::postCannedReply).
base::Result<std::optional<CannedReply>> find_canned_reply(db::Connection& connection,
                                                           std::int64_t response_id,
                                                           std::vector<std::string>& warnings);

/// Posts it as the system's answer to a message, in its format, with the files it has; the ticket
/// stays unanswered. The entry; empty where no entry can hold what its variables made of it, as
/// half a reply, ending inside a tag, is worse than none.
base::Result<std::optional<EntryView>> write_canned_reply(db::Connection& connection,
                                                          TemplateScope& scope,
                                                          const CannedReply& reply,
                                                          const EntryView& message);

}  // namespace ost::domain
