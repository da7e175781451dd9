// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "domain/files/file_store.hpp"
#include "domain/notify/template_scope.hpp"

namespace ost::domain {

/// A canned response that is to be posted, its variables as they were written.
struct CannedReply {
  std::int64_t response_id = 0;
  std::string text;
};

/// Reads the canned response; empty when there is none or it is not enabled
/// (Ticket::postCannedReply).
base::Result<std::optional<CannedReply>> find_canned_reply(db::Connection& connection,
                                                           std::int64_t response_id);

/// Posts it as the system's answer to a message, in its format, with the files it has; the ticket
/// stays unanswered.
base::Result<EntryView> write_canned_reply(FileStore& store, TemplateScope& scope,
                                           const CannedReply& reply, const EntryView& message);

}  // namespace ost::domain
