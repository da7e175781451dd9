// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/tickets/participants.hpp"
#include "domain/desk/help_desk.hpp"

namespace ost::domain {

/// Whom an entry goes to outside the help desk: the owner of the ticket, and collaborators in the
/// order of their names (MailingList).
struct MailingList {
  std::optional<db::UserRow> owner{};
  std::vector<db::ParticipantRow> collaborators{};

  std::size_t size() const { return (owner ? 1 : 0) + collaborators.size(); }
};

/// What the column `recipients` of an entry holds of them; empty for nobody
/// (MailingList::getEmailAddresses).
std::optional<std::string> recipients_json(const HelpDesk& desk, const MailingList& list);

/// The flag of an entry that says how many get it: one, several or nobody.
std::int64_t recipients_flag(const MailingList& list);

}  // namespace ost::domain
