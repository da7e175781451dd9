// SPDX-License-Identifier: MIT
#include "domain/search_index.hpp"

#include "base/html.hpp"
#include "base/plain_text.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"

namespace ost::domain {
namespace {

// A title is indexed as its column holds it.
constexpr std::size_t kLongestTitle = 255;

std::string searchable(std::string_view text) {
  return base::compose(base::searchable_text(text));
}

// What PHP takes for false is indexed as nothing.
bool says_nothing(const std::string& text) {
  return text.empty() || text == "0";
}

std::string joined(const std::vector<std::pair<std::string, std::string>>& answers) {
  std::string text;
  for (const auto& answer : answers)
    if (!says_nothing(answer.second)) text += (text.empty() ? "" : "\n") + answer.second;
  return base::compose(text);
}

// The answers of all forms by name; a later form's answer takes the place of an earlier one's
// (Ticket::loadDynamicData).
std::string ticket_content(const TicketDraft& draft) {
  std::vector<std::pair<std::string, std::string>> answers;
  const auto keep = [&](const std::string& name, const std::string& text) {
    for (auto& answer : answers) {
      if (answer.first != name) continue;
      answer.second = text;
      return;
    }
    answers.emplace_back(name, text);
  };
  draft.ticket_form->each_searchable(keep);
  for (const TicketDraft::TopicForm& form : draft.topic_forms) form.entry.each_searchable(keep);
  return joined(answers);
}

std::string user_content(const TicketDraft& draft) {
  std::vector<std::pair<std::string, std::string>> answers;
  if (draft.user_form)
    draft.user_form->each_searchable([&](const std::string& name, const std::string& text) {
      if (name != "subject") answers.emplace_back(name, text);
    });
  return joined(answers);
}

std::string subject_of(const TicketDraft& draft) {
  const auto* value = draft.ticket_form->value("subject");
  return value && *value ? (*value)->text : std::string();
}

}  // namespace

std::vector<db::SearchRow> search_rows(const TicketDraft& draft, std::int64_t entry_id) {
  std::vector<db::SearchRow> rows;
  if (draft.is_new_user) {
    // osTicket finds the new address twice, as default address and in the list of addresses.
    const std::string addresses = draft.user.address + "\n" + draft.user.address;
    rows.push_back(
        {'U', draft.user.id, searchable(draft.user.name), user_content(draft) + " " + addresses});
  }
  // The title of an entry is indexed as it was written.
  const std::string title(base::first_characters(draft.title, kLongestTitle));
  rows.push_back({'H', entry_id, says_nothing(draft.title) ? "" : title,
                  draft.format == "html" ? base::compose(base::searchable_markup(draft.body))
                                         : searchable(draft.body)});
  rows.push_back({'T', draft.ticket_id, draft.number + " " + searchable(subject_of(draft)),
                  ticket_content(draft)});
  return rows;
}

}  // namespace ost::domain
