// SPDX-License-Identifier: MIT
// Ids and tokens by which osTicket knows its own mails and links again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/system.hpp"
#include "domain/notify/template_scope.hpp"

namespace ost::domain {

/// What the tag of a Message-ID says. An id of 0 stands for none.
struct MessageTag {
  std::uint32_t person = 0;  ///< agent for `S`, else user
  std::uint32_t entry = 0;
  std::uint32_t thread = 0;
  char kind = '?';  ///< `S` agent, `U` owner, `C` collaborator, `M` several, `?` anybody else
};

/// The Message-ID without angle brackets that osTicket would give a mail from `account`, an address
/// (Mailer::getMessageId).
std::string make_message_id(const MessageTag& tag, std::string_view account, std::string_view salt,
                            base::Random& random);

/// The tag of a Message-ID that this help desk has signed, empty for any other
/// (Mailer::decodeMessageId with its loop check, format B).
std::optional<MessageTag> read_message_id(std::string_view id, std::string_view salt);

/// What osTicket puts before the markup of a reply, so that an answer which quotes it is matched
/// and cut (Mailer::send); `separator` is markup, empty when quoted text stays.
std::string reply_tag(std::string_view message_id, std::string_view separator);

/// The plain text of a mail: trimmed at its end, then the line that names its id (Mailer::send).
std::string with_reference(std::string_view text, std::string_view message_id);

struct TicketAccess {
  std::uint32_t user = 0;
  std::uint32_t ticket = 0;
  std::string ticket_created;  ///< as the database has it
};

enum class TicketReader { kOwner, kCollaborator };

/// The token that opens a ticket without a login (Ticket::getAuthToken), not yet URL-encoded.
std::string ticket_token(const TicketAccess& access, TicketReader reader, std::string_view salt);

/// The token of `%{ticket.auth_token}` (Ticket::getOldAuthToken).
std::string old_ticket_token(std::uint32_t ticket, std::string_view owner_address,
                             std::string_view salt);

/// Where a user sees the ticket; with a token where the help desk allows it, nobody else is on the
/// ticket, and the salt is known (TicketUser::getTicketLink).
std::string ticket_link(const TemplateScope& scope, std::int64_t user_id, bool has_collaborators);

}  // namespace ost::domain
