// SPDX-License-Identifier: MIT
#include "domain/create/collaborators.hpp"

#include <algorithm>

#include "base/json.hpp"
#include "base/text.hpp"
#include "db/tickets/new_ticket.hpp"
#include "domain/create/organization.hpp"
#include "domain/create/requester.hpp"
#include "domain/desk/flags.hpp"
#include "domain/desk/person_name.hpp"

namespace ost::domain {
namespace {

bool is_wanted(const db::OrganizationRow& organization, const db::UserRow& member) {
  if (adds_members_as_collaborators(organization)) return true;
  return adds_primary_contacts_as_collaborators(organization) &&
         (member.status & kUserPrimaryContact) != 0;
}

bool is_agent(const HelpDesk& desk, const std::string& address) {
  for (const db::StaffRow& agent : desk.staff)
    if (base::equal_ignoring_case(agent.email, address)) return true;
  return false;
}

bool is_turned_off(const HelpDesk& desk, const db::UserRow& member) {
  return desk.setting_number("disable_agent_collabs") != 0 && is_agent(desk, member.address);
}

const db::UserRow* active(const std::vector<NewCollaborator>& collaborators, std::int64_t user_id) {
  for (const NewCollaborator& collaborator : collaborators)
    if (collaborator.is_active && collaborator.user.id == user_id) return &collaborator.user;
  return nullptr;
}

bool is_among(const std::vector<NewCollaborator>& collaborators, std::int64_t user_id) {
  return std::any_of(collaborators.begin(), collaborators.end(),
                     [&](const NewCollaborator& c) { return c.user.id == user_id; });
}

base::Result<NewCollaborator> copied_person(db::Connection& connection,
                                            const WantedCollaborators& wanted,
                                            const CopiedPerson& person) {
  NewTicket request;
  request.email = person.email;
  request.name = person.name.empty() ? person.email : person.name;
  const auto found = find_requester(connection, request, typed_name(request));
  if (!found) return found.error();
  auto user = write_requester(connection, *found, wanted.blank_form, wanted.now);
  if (!user) return user.error();
  const bool is_active = !is_turned_off(wanted.desk, *user);
  return NewCollaborator{std::move(*user), is_active, found->is_new};
}

base::Status add_members(db::Connection& connection, const WantedCollaborators& wanted,
                         std::vector<NewCollaborator>& collaborators) {
  const db::OrganizationRow& organization = wanted.organization;
  const bool wants_any = adds_members_as_collaborators(organization) ||
                         adds_primary_contacts_as_collaborators(organization);
  if (organization.id == 0 || !wants_any) return {};
  const auto members = db::load_members(connection, organization.id);
  if (!members) return members.error();
  for (const db::UserRow& member : *members)
    if (member.id != wanted.requester_id && is_wanted(organization, member) &&
        !is_among(collaborators, member.id))
      collaborators.push_back(
          {member, !is_turned_off(wanted.desk, member), false, organization.id});
  return {};
}

}  // namespace

base::Result<std::vector<NewCollaborator>> new_collaborators(db::Connection& connection,
                                                             const WantedCollaborators& wanted) {
  std::vector<NewCollaborator> collaborators;
  for (const CopiedPerson& person : wanted.copied) {
    auto copied = copied_person(connection, wanted, person);
    if (!copied) return copied.error();
    if (copied->user.id != wanted.requester_id && !is_among(collaborators, copied->user.id))
      collaborators.push_back(std::move(*copied));
  }
  base::Status added = add_members(connection, wanted, collaborators);
  if (!added) return added.error();
  return collaborators;
}

std::int64_t copying_organization(const std::vector<NewCollaborator>& collaborators) {
  for (const NewCollaborator& collaborator : collaborators)
    if (collaborator.organization_id > 0) return collaborator.organization_id;
  return 0;
}

base::Status write_collaborators(db::Connection& connection, std::int64_t thread_id,
                                 const std::vector<NewCollaborator>& collaborators,
                                 const std::string& now) {
  std::vector<db::NewCollaboratorRow> rows;
  for (const NewCollaborator& collaborator : collaborators)
    rows.push_back(
        {collaborator.is_active ? kCollaboratorActive | kCollaboratorCopied : kCollaboratorCopied,
         collaborator.user.id});
  return db::insert_collaborators(connection, thread_id, rows, now);
}

base::Result<Recipients> recipients_of(db::Connection& connection, const HelpDesk& desk,
                                       std::int64_t thread_id,
                                       const std::vector<NewCollaborator>& collaborators) {
  Recipients recipients;
  const auto is_active = [](const NewCollaborator& c) { return c.is_active; };
  if (std::none_of(collaborators.begin(), collaborators.end(), is_active)) return recipients;
  const auto rows = db::load_collaborator_ids(connection, thread_id);
  if (!rows) return rows.error();
  base::Json::Object addresses;
  for (const db::CollaboratorId& row : *rows)
    if (const db::UserRow* user = active(collaborators, row.user_id))
      addresses.emplace_back(
          std::to_string(row.id),
          user_name_text(desk, user->name, user->address) + " <" + user->address + ">");
  recipients.count = addresses.size();
  recipients.json = base::encode_json(base::Json::Object{{"cc", base::Json(std::move(addresses))}});
  return recipients;
}

}  // namespace ost::domain
