// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "domain/notify/template_objects.hpp"
#include "domain/text/plain_text.hpp"

namespace ost::domain {
namespace {

using Text = TemplateValue;

// A body as it goes into mail (TextThreadEntryBody::display, HtmlThreadEntryBody::display).
std::string body_markup(const EntryView& entry) {
  if (entry.body.empty() || entry.body == "-") return "(empty)";
  if (entry.format != "text") return entry.body;
  return "<div style=\"white-space:pre-wrap\">" + encode_special_characters(entry.body) + "</div>";
}

Text entry_body(TemplateScope&, const EntryView& entry) {
  return Text::markup(body_markup(entry));
}

// Names nothing in the text, but has the files come with the message, under their own names
// (OOBContent::FILES).
Text entry_files(TemplateScope& scope, const EntryView& entry) {
  for (db::FileReference& file : scope.read(scope.source.entry_files(entry.id))) {
    file.name = file.own_name;
    scope.files.push_back(std::move(file));
  }
  return {};
}

// A title is kept encoded, like markup, but is none.
Text entry_title(TemplateScope&, const EntryView& entry) {
  return Text::plain(decode_special_characters(entry.title));
}

constexpr Variable<EntryView> kEntry[] = {
    {"body", entry_body},
    {"create_date",
     [](TemplateScope& scope, const EntryView& e) { return date_value(scope, e.created); }},
    {"files", entry_files},
    {"id", [](TemplateScope&, const EntryView& e) { return Text::plain(std::to_string(e.id)); }},
    {"message", entry_body},
    {"poster", [](TemplateScope&, const EntryView& e) { return Text::plain(e.poster); }},
    {"staff",
     [](TemplateScope& scope, const EntryView& e) { return agent_value(scope, e.staff_id); }},
    {"title", entry_title},
    {"type", [](TemplateScope&, const EntryView& e) { return Text::plain(e.type); }},
    {"update_date",
     [](TemplateScope& scope, const EntryView& e) { return date_value(scope, e.updated); }},
    {"user", [](TemplateScope& scope, const EntryView& e) { return user_value(scope, e.user_id); }},
};
constexpr VariableTable<EntryView> kEntryTable{entry_body, kEntry, std::size(kEntry)};

// The body of an entry alone, of which nothing more can be asked but what it was written as.
constexpr Variable<EntryView> kBody[] = {
    {"body", [](TemplateScope&, const EntryView& e) { return written_body(e); }}};
constexpr VariableTable<EntryView> kBodyTable{entry_body, kBody, std::size(kBody)};

Text body_of(TemplateScope& scope, EntryView entry) {
  return entry.id > 0 ? tabled(scope, kBodyTable, std::move(entry)) : Text();
}

// The whole correspondence, as far as the requester may see it.

enum class Order { kOldestFirst, kNewestFirst };

// Who is gone is called what he was called when he wrote, unless he was an agent and these are not
// named.
std::string author_of(TemplateScope& scope, const EntryView& entry) {
  if (entry.staff_id > 0 && scope.desk.setting_number("hide_staff_name") != 0) return "Staff";
  if (entry.user_id > 0) {
    const db::UserRow user = scope.read(scope.source.user(entry.user_id));
    if (user.id > 0) return user_name_text(scope.desk, user.name, user.address);
  }
  const db::StaffRow* agent = scope.desk.agent(entry.staff_id);
  return agent ? agent_name_text(scope.desk, *agent) : entry.poster;
}

std::string shown_entry(TemplateScope& scope, const EntryView& entry) {
  TemplateValue when = date_value(scope, entry.created);
  if (when.object()) when = when.object()->member("full");
  return "<div style=\"border-top:1px solid #999;padding:8px 0\"><p><strong>" +
         encode_special_characters(author_of(scope, entry)) + "</strong> " +
         encode_special_characters(entry.title) + "<br />" +
         encode_special_characters(when.text()) + "</p>" + body_markup(entry) + "</div>";
}

Text correspondence(TemplateScope& scope, Order order) {
  std::string html;
  const auto entries = scope.read(scope.source.entries(scope.ticket.thread_id));
  for (std::size_t i = 0; i < entries.size(); ++i)
    html += shown_entry(scope, entries[order == Order::kOldestFirst ? i : entries.size() - 1 - i]);
  return Text::markup(std::move(html));
}

struct Thread {};

Text oldest_first(TemplateScope& scope, const Thread&) {
  return correspondence(scope, Order::kOldestFirst);
}

constexpr Variable<Thread> kComplete[] = {
    {"reversed", [](TemplateScope& scope,
                    const Thread&) { return correspondence(scope, Order::kNewestFirst); }},
};
constexpr VariableTable<Thread> kCompleteTable{oldest_first, kComplete, std::size(kComplete)};

Text last_message(TemplateScope& scope, const Thread&) {
  return body_of(scope, scope.read(scope.source.last_message(scope.ticket.thread_id)));
}

constexpr Variable<Thread> kThread[] = {
    {"complete",
     [](TemplateScope& scope, const Thread& t) { return tabled(scope, kCompleteTable, t); }},
    {"last_message", last_message},
    {"lastmessage", last_message},
    {"original",
     [](TemplateScope& scope, const Thread&) {
       return body_of(scope, scope.read(scope.source.original_message(scope.ticket.thread_id)));
     }},
};
constexpr VariableTable<Thread> kThreadTable{oldest_first, kThread, std::size(kThread)};

}  // namespace

TemplateValue written_body(const EntryView& entry) {
  return entry.format == "text" ? Text::plain(entry.body) : Text::markup(entry.body);
}

TemplateValue entry_value(TemplateScope& scope, const EntryView& entry) {
  return tabled(scope, kEntryTable, entry);
}

TemplateValue thread_value(TemplateScope& scope) {
  return tabled(scope, kThreadTable, Thread());
}

}  // namespace ost::domain
