// SPDX-License-Identifier: MIT
#include "domain/ticket/user_access.hpp"

#include "db/people/organizations.hpp"
#include "db/tickets/user_access.hpp"

namespace ost::domain {
namespace {

constexpr std::int64_t kParent = 0x0010;           // Ticket::FLAG_PARENT
constexpr std::int64_t kLinked = 0x0008;           // Ticket::FLAG_LINKED
constexpr std::int64_t kSharesPrimary = 0x0008;    // Organization::SHARE_PRIMARY_CONTACT
constexpr std::int64_t kSharesEverybody = 0x0010;  // Organization::SHARE_EVERYBODY
constexpr std::int64_t kPrimaryContact = 0x0001;   // User::PRIMARY_ORG_CONTACT

base::Result<bool> sees_tickets_of_organization(const TicketAction& action,
                                                const db::UserRow& user) {
  if (user.org_id == 0) return false;
  const auto organization = db::find_organization(action.connection(), user.org_id);
  if (!organization) return organization.error();
  const std::int64_t status = organization->id > 0 ? organization->status : 0;
  return (status & kSharesEverybody) != 0 ||
         ((status & kSharesPrimary) != 0 && (user.status & kPrimaryContact) != 0);
}

base::Result<bool> has_part(const TicketAction& action, const db::UserRow& user,
                            const Participants& participants) {
  if (user.id == 0) return false;
  if (user.id == participants.owner.id || participants.find(user.id)) return true;
  const auto sees = sees_tickets_of_organization(action, user);
  if (!sees) return sees;
  if (*sees && user.org_id == participants.owner.org_id) return true;
  const std::int64_t flags = action.ticket.flags;
  if ((flags & kParent) == 0 || (flags & kLinked) != 0) return false;
  const std::int64_t org_id = *sees ? user.org_id : 0;
  return db::has_part_in_child(action.connection(), action.ticket.id, {user.id, org_id});
}

}  // namespace

base::Status check_user_access(const TicketAction& action, const db::UserRow& user,
                               const Participants& participants) {
  const auto allowed = has_part(action, user, participants);
  if (!allowed) return allowed.error();
  if (*allowed) return {};
  return base::Error{base::Errc::kForbidden, "Access Denied. Possibly invalid ticket ID", "", {}};
}

}  // namespace ost::domain
