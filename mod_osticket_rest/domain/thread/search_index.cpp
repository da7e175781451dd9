// SPDX-License-Identifier: MIT
#include "domain/thread/search_index.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "base/unicode.hpp"
#include "domain/text/html.hpp"
#include "domain/text/plain_text.hpp"

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

std::string joined(const std::vector<SearchableAnswer>& answers) {
  std::string text;
  for (const SearchableAnswer& answer : answers)
    if (!says_nothing(answer.text)) text += (text.empty() ? "" : "\n") + answer.text;
  return base::compose(text);
}

void keep(const SearchableAnswer& answer, std::vector<SearchableAnswer>& answers) {
  for (SearchableAnswer& kept : answers) {
    if (kept.name != answer.name) continue;
    kept.text = answer.text;
    return;
  }
  answers.push_back(answer);
}

// The answers of all forms by their fields' places, whichever form they are of. Of two fields of
// one name the later one's answer takes the place of the earlier one's (DynamicFormEntryAnswer's
// ordering, Ticket::loadDynamicData).
std::string ticket_content(const TicketDraft& draft) {
  std::vector<SearchableAnswer> all = draft.ticket_form->searchable();
  for (const TicketDraft::TopicForm& form : draft.topic_forms)
    for (SearchableAnswer& answer : form.entry.searchable()) all.push_back(std::move(answer));
  std::stable_sort(
      all.begin(), all.end(),
      [](const SearchableAnswer& a, const SearchableAnswer& b) { return a.sort < b.sort; });
  std::vector<SearchableAnswer> answers;
  for (const SearchableAnswer& answer : all) keep(answer, answers);
  return joined(answers);
}

std::string user_content(const TicketDraft& draft) {
  std::vector<SearchableAnswer> answers;
  if (draft.user_form)
    for (SearchableAnswer& answer : draft.user_form->searchable())
      if (answer.name != "subject") answers.push_back(std::move(answer));
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
