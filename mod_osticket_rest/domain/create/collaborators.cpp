// SPDX-License-Identifier: MIT
#include "domain/create/collaborators.hpp"

#include "base/text.hpp"
#include "domain/create/organization.hpp"
#include "domain/desk/person_name.hpp"

namespace ost::domain {
namespace {

constexpr std::int64_t kActive = 0x0001;          // Collaborator::FLAG_ACTIVE
constexpr std::int64_t kCopied = 0x0002;          // Collaborator::FLAG_CC
constexpr std::int64_t kPrimaryContact = 0x0001;  // User::PRIMARY_ORG_CONTACT

bool is_wanted(const db::OrganizationRow& organization, const db::UserRow& member) {
  if (adds_members_as_collaborators(organization)) return true;
  return adds_primary_contacts_as_collaborators(organization) &&
         (member.status & kPrimaryContact) != 0;
}

bool is_agent(const HelpDesk& desk, const std::string& address) {
  for (const db::StaffRow& agent : desk.staff)
    if (base::equal_ignoring_case(agent.email, address)) return true;
  return false;
}

void add(TicketDraft& draft, const db::UserRow& member) {
  const bool turned_off = draft.desk.setting_number("disable_agent_collabs") != 0 &&
                          is_agent(draft.desk, member.address);
  draft.collaborators.push_back({turned_off ? kCopied : kActive | kCopied, member.id});
  if (!turned_off) draft.active_collaborators.push_back(member);
  const base::Json who(base::Json::Object{{"name", name_or_mailbox(member.name, member.address)}});
  const base::Json added(base::Json::Object{{std::to_string(member.id), who}});
  log_event(draft, "collab", base::encode_json(base::Json::Object{{"add", added}}), "SYSTEM");
}

}  // namespace

base::Status add_organization_collaborators(db::Connection& connection, TicketDraft& draft) {
  const db::OrganizationRow& organization = draft.organization;
  const bool wants_any = adds_members_as_collaborators(organization) ||
                         adds_primary_contacts_as_collaborators(organization);
  if (organization.id == 0 || !wants_any) return {};
  const auto members = db::load_members(connection, organization.id);
  if (!members) return members.error();
  for (const db::UserRow& member : *members)
    if (member.id != draft.user.id && is_wanted(organization, member)) add(draft, member);
  if (!draft.collaborators.empty())
    log_event(draft, "collab", base::encode_json(base::Json::Object{{"org", organization.id}}),
              "SYSTEM");
  return {};
}

base::Status write_collaborators(db::Connection& connection, TicketDraft& draft) {
  base::Status added =
      db::insert_collaborators(connection, draft.thread_id, draft.collaborators, draft.now);
  if (!added || draft.active_collaborators.empty()) return added;
  auto ids = db::load_collaborator_ids(connection, draft.thread_id);
  if (!ids) return ids.error();
  draft.collaborator_ids = std::move(ids).value();
  return {};
}

}  // namespace ost::domain
