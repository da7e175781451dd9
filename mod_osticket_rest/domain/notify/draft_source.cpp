// SPDX-License-Identifier: MIT
#include "domain/notify/draft_source.hpp"

namespace ost::domain {
namespace {

void append(std::vector<db::FormValueRow>& values, std::vector<db::FormValueRow> more) {
  for (db::FormValueRow& value : more) values.push_back(std::move(value));
}

}  // namespace

void remember_draft(StoredTemplateSource& source, const TicketDraft& draft) {
  source.remember_user(draft.user);
  if (draft.organization.id > 0) source.remember_organization(draft.organization);
  std::vector<db::FormValueRow> answers;
  if (draft.ticket_form) append(answers, draft.ticket_form->rows(0));
  for (const TicketDraft::TopicForm& form : draft.topic_forms) append(answers, form.entry.rows(0));
  source.remember_answers('T', draft.ticket_id, std::move(answers));
  if (draft.is_new_user && draft.user_form)
    source.remember_answers('U', draft.user.id, draft.user_form->rows(0));
  if (draft.collaborators.empty()) source.remember_collaborators(draft.thread_id, {});
}

}  // namespace ost::domain
