// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

#include "domain/notify/template_scope.hpp"

namespace ost::domain {

/// Where a user sees the ticket; with a token where the help desk allows it, nobody else is on the
/// ticket, and the salt is known (TicketUser::getTicketLink).
std::string ticket_link(const TemplateScope& scope, std::int64_t user_id, bool has_collaborators);

}  // namespace ost::domain
