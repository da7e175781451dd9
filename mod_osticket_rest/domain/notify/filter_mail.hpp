// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "domain/notify/outgoing.hpp"
#include "domain/notify/template_scope.hpp"

namespace ost::domain {

/// The messages of a filter's action "email", one for each of its recipients, among whom %{user} is
/// the requester. `configuration` is the action's JSON; nothing where it is none or names nobody
/// (FA_SendEmail::apply).
std::vector<Outgoing> filter_mails(TemplateScope& scope, const std::string& configuration);

/// The mailboxes of a list, "Name <a@b>, c@d"; names may be in quotes. What has no address is left
/// out.
std::vector<Mailbox> read_mailboxes(const std::string& list);

}  // namespace ost::domain
