// SPDX-License-Identifier: MIT
#include "domain/create/collaborators.hpp"

#include <algorithm>

#include "base/json.hpp"
#include "base/text.hpp"
#include "db/tickets/new_ticket.hpp"
#include "domain/create/requester.hpp"
#include "domain/desk/flags.hpp"
#include "domain/desk/names.hpp"
#include "domain/thread/search_index.hpp"
#include "domain/ticket/history.hpp"
#include "domain/ticket/participants.hpp"

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

base::Result<MailingList> active_collaborators(db::Connection& connection, std::int64_t thread_id,
                                               const std::vector<NewCollaborator>& collaborators) {
  MailingList list;
  const auto is_active = [](const NewCollaborator& c) { return c.is_active; };
  if (std::none_of(collaborators.begin(), collaborators.end(), is_active)) return list;
  const auto rows = db::load_collaborator_ids(connection, thread_id);
  if (!rows) return rows.error();
  for (const db::CollaboratorId& row : *rows)
    if (const db::UserRow* user = active(collaborators, row.user_id))
      list.collaborators.push_back({row.id, true, *user});
  return list;
}

namespace {

using base::Errc;
using base::Error;
using base::Result;

Error invalid(std::vector<base::FieldError> fields) {
  std::string sentence = "Invalid fields: ";
  for (std::size_t i = 0; i < fields.size(); ++i) sentence += (i ? ", " : "") + fields[i].field;
  return Error{Errc::kInvalidFields, sentence, "", std::move(fields)};
}

Result<db::ThreadPersonRow> find_user(const TicketAction& action, std::int64_t user_id) {
  const auto found = db::load_users(action.connection(), {user_id});
  if (!found) return found.error();
  if (found->empty()) return invalid({{"user_id", "there is no such user"}});
  return found->front();
}

// The user of an address; a new one gets his rows at once, which go again if anything fails later.
// He needs what is required of agents (User::fromForm, DynamicFormField::getField).
Result<db::ThreadPersonRow> find_or_create(TicketAction& action,
                                           const PreparedCollaborator& collaborator) {
  std::optional<FormEntry> filled = collaborator.user_form;
  if (filled && action.agent) filled->fill_in_for(*action.agent);
  const FormEntry* form = filled ? &*filled : nullptr;
  const auto person =
      find_requester(action.connection(), collaborator.request.person, collaborator.new_name);
  if (!person) return person.error();
  if (auto errors = validate_requester(*person, form); !errors.empty())
    return invalid(std::move(errors));
  for (const std::string& warning : person->warnings) action.warnings.push_back(warning);
  const auto user =
      write_requester(action.connection(), *person, person->is_new ? form : nullptr, action.now);
  if (!user) return user.error();
  if (person->is_new) {
    const base::Status indexed =
        db::write_search_rows(action.connection(), {user_search_row(*user, form)});
    if (!indexed) return indexed.error();
  }
  return db::ThreadPersonRow{0, user->id, user->name, user->address};
}

Result<std::vector<db::ThreadPersonRow>> collaborators_of(const TicketAction& action) {
  return db::load_thread_people(action.connection(), {action.thread_id()});
}

const db::ThreadPersonRow* find(const std::vector<db::ThreadPersonRow>& people,
                                std::int64_t user_id) {
  const auto found = std::find_if(people.begin(), people.end(),
                                  [&](const auto& person) { return person.user_id == user_id; });
  return found == people.end() ? nullptr : &*found;
}

}  // namespace

Result<PreparedCollaborator> prepare_collaborator(const HelpDesk& desk,
                                                  const CollaboratorRequest& request) {
  const NewTicket& person = request.person;
  PreparedCollaborator prepared{request, typed_name(person)};
  const db::FormRow* form = request.user_id ? nullptr : desk.form_of_type("U");
  if (prepared.new_name.empty())
    prepared.new_name = std::string(person.email.substr(0, person.email.find('@')));
  if (!form) return prepared;
  FormReport report;
  prepared.user_form.emplace(*form, desk, person.received_at);
  prepared.user_form->fill({{"email", person.email}, {"name", prepared.new_name}}, report);
  if (!report.refused.empty()) return invalid(std::move(report.refused));
  return prepared;
}

Result<AddedCollaborator> add_collaborator(TicketAction& action,
                                           const PreparedCollaborator& collaborator) {
  const auto& user_id = collaborator.request.user_id;
  const auto user = user_id ? find_user(action, *user_id) : find_or_create(action, collaborator);
  if (!user) return user.error();
  if (user->user_id == action.ticket.user_id)
    return Error{Errc::kConflict, "Ticket Owner cannot be a Collaborator", "", {}};
  if (action.thread_id() == 0) return Error{Errc::kConflict, "This ticket has no thread", "", {}};
  const auto present = collaborators_of(action);
  if (!present) return present.error();
  if (find(*present, user->user_id)) return AddedCollaborator{user->user_id, false};
  base::Status added = db::insert_collaborators(action.connection(), action.thread_id(),
                                                {collaborator_row(user->user_id)}, action.now);
  if (added) added = log_event(action, "collab", base::Json::Object{{"add", naming(*user)}});
  if (!added) return added.error();
  return AddedCollaborator{user->user_id, true};
}

base::Status remove_collaborator(TicketAction& action, std::int64_t user_id) {
  const auto present = collaborators_of(action);
  if (!present) return present.error();
  const db::ThreadPersonRow* person = find(*present, user_id);
  if (!person) return Error{Errc::kNotFound, "There is no such collaborator", "", {}};
  base::Status removed =
      db::delete_collaborator(action.connection(), action.thread_id(), user_id, action.now);
  return removed ? log_event(action, "collab", base::Json::Object{{"del", naming(*person)}})
                 : removed;
}

}  // namespace ost::domain
