// SPDX-License-Identifier: MIT
#include "domain/thread/search_index.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "domain/text/html.hpp"
#include "domain/text/plain_text.hpp"

namespace ost::domain {
namespace {

// A title is indexed as its column holds it.
constexpr std::size_t kLongestTitle = 255;
// Bytes of _search.content; of a longer body the beginning is found.
constexpr std::size_t kLargestContent = 65535;

std::string searchable(std::string_view text) {
  return base::compose(searchable_text(text));
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
std::string ticket_content(std::vector<SearchableAnswer> all) {
  std::stable_sort(
      all.begin(), all.end(),
      [](const SearchableAnswer& a, const SearchableAnswer& b) { return a.sort < b.sort; });
  std::vector<SearchableAnswer> answers;
  for (const SearchableAnswer& answer : all) keep(answer, answers);
  return joined(answers);
}

std::vector<SearchableAnswer> answers_of(const TicketForms& forms) {
  std::vector<SearchableAnswer> all = forms.ticket.entry.searchable();
  for (const PlacedForm& form : forms.of_topic)
    for (SearchableAnswer& answer : form.entry.searchable()) all.push_back(std::move(answer));
  return all;
}

std::string user_content(const FormEntry* form) {
  std::vector<SearchableAnswer> answers;
  if (form)
    for (SearchableAnswer& answer : form->searchable())
      if (answer.name != "subject") answers.push_back(std::move(answer));
  return joined(answers);
}

std::string subject_of(const TicketForms& forms) {
  const auto* value = forms.ticket.entry.value("subject");
  return value && *value ? (*value)->text : std::string();
}

}  // namespace

db::SearchRow user_search_row(const db::UserRow& user, const FormEntry* form) {
  // osTicket finds the new address twice, as default address and in the list of addresses.
  const std::string addresses = user.address + "\n" + user.address;
  return {'U', user.id, searchable(user.name), user_content(form) + " " + addresses};
}

db::SearchRow entry_search_row(const EntryView& entry, const std::string& title) {
  const std::string_view shown = says_nothing(title) ? std::string_view() : title;
  std::string content = entry.format == "html" ? base::compose(searchable_markup(entry.body))
                                               : searchable(entry.body);
  if (content.size() > kLargestContent)
    content.resize(base::valid_utf8_prefix(std::string_view(content).substr(0, kLargestContent)));
  return {'H', entry.id, std::string(base::first_characters(shown, kLongestTitle)),
          std::move(content)};
}

db::SearchRow ticket_search_row(std::int64_t ticket_id, const std::string& number,
                                const TicketForms& forms) {
  return ticket_search_row({ticket_id, number, subject_of(forms)}, answers_of(forms));
}

db::SearchRow ticket_search_row(const SearchedTicket& ticket,
                                std::vector<SearchableAnswer> answers) {
  return {'T', ticket.id, ticket.number + " " + searchable(ticket.subject),
          ticket_content(std::move(answers))};
}

}  // namespace ost::domain
