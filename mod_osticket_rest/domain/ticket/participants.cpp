// SPDX-License-Identifier: MIT
#include "domain/ticket/participants.hpp"

#include "db/people/people.hpp"
#include "db/tickets/participants.hpp"
#include "domain/desk/flags.hpp"
#include "domain/desk/names.hpp"

namespace ost::domain {

base::Result<Participants> load_participants(TicketAction& action) {
  auto found =
      db::load_participants(action.connection(), action.ticket.user_id, action.thread_id());
  if (found) action.owner = found->owner;
  return found;
}

MailingList active_among(const Participants& all,
                         const std::function<bool(const db::UserRow&)>& is_meant) {
  MailingList list;
  if (all.owner.id > 0 && is_meant(all.owner)) list.owner = all.owner;
  for (const db::ParticipantRow& row : all.collaborators)
    if (row.is_active && is_meant(row.user)) list.collaborators.push_back(row);
  return list;
}

db::NewCollaboratorRow collaborator_row(std::int64_t user_id) {
  return {kCollaboratorActive | kCollaboratorCopied, user_id};
}

base::Json::Object naming(const db::ThreadPersonRow& person) {
  const base::Json::Object who{{"name", name_or_mailbox(person.name, person.address)}};
  return {{std::to_string(person.user_id), who}};
}

namespace {

base::Result<bool> sees_tickets_of_organization(const TicketAction& action,
                                                const db::UserRow& user) {
  if (user.org_id == 0) return false;
  const auto organization = db::find_organization(action.connection(), user.org_id);
  if (!organization) return organization.error();
  const std::int64_t status = organization->id > 0 ? organization->status : 0;
  return (status & kOrganizationSharesEverybody) != 0 ||
         ((status & kOrganizationSharesPrimary) != 0 && (user.status & kUserPrimaryContact) != 0);
}

base::Result<bool> has_part(const TicketAction& action, const db::UserRow& user,
                            const Participants& participants) {
  if (user.id == 0) return false;
  if (user.id == participants.owner.id || participants.find(user.id)) return true;
  const auto sees = sees_tickets_of_organization(action, user);
  if (!sees) return sees;
  if (*sees && user.org_id == participants.owner.org_id) return true;
  const std::int64_t flags = action.ticket.flags;
  if ((flags & kTicketParent) == 0 || (flags & kTicketLinked) != 0) return false;
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
