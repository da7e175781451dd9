// SPDX-License-Identifier: MIT
#include "domain/create/collaborate.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/create/requester.hpp"
#include "domain/thread/search_index.hpp"
#include "domain/ticket/collaborator.hpp"
#include "domain/ticket/history.hpp"

namespace ost::domain {
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
Result<db::ThreadPersonRow> find_or_create(TicketAction& action,
                                           const PreparedCollaborator& collaborator) {
  const FormEntry* form = collaborator.user_form ? &*collaborator.user_form : nullptr;
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
