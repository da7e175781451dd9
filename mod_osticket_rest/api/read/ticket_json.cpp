// SPDX-License-Identifier: MIT
#include "api/read/ticket_json.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace ost::api {
namespace {

using MaybeView = std::optional<std::string_view>;

MaybeView status_name(const db::ShownNames& names, std::int64_t id) {
  const auto found = names.statuses.find(id);
  if (found == names.statuses.end()) return std::nullopt;
  return found->second;
}

std::string_view type_name(std::string_view type) {
  if (type == "R") return "response";
  return type == "N" ? "note" : "message";
}

void write_agent(JsonWriter& json, std::int64_t id, const db::ShownNames& names) {
  const auto found = names.agents.find(id);
  const bool known = found != names.agents.end();
  json.name("user_id").number(id);
  json.name("user_name").maybe_string(known ? MaybeView(found->second.name) : std::nullopt);
  json.name("user_email").maybe_string(known ? MaybeView(found->second.email) : std::nullopt);
}

void write_user(JsonWriter& json, std::int64_t id, const db::Person& user) {
  json.name("user_id").maybe_number(id > 0 ? std::optional<std::int64_t>(id) : std::nullopt);
  json.name("user_name").maybe_string(user.name);
  json.name("user_email").maybe_string(user.email);
}

using Writer = void (*)(JsonWriter& json, const db::ListedTicket& ticket, const View& view);

struct Member {
  std::string_view name;
  Writer write;
};

// In the order of the published API.
constexpr Member kMembers[] = {
    {"id", [](JsonWriter& json, const auto& ticket, const View&) { json.number(ticket.id); }},
    {"number",
     [](JsonWriter& json, const auto& ticket, const View&) { json.maybe_string(ticket.number); }},
    {"subject",
     [](JsonWriter& json, const auto& ticket, const View&) { json.maybe_string(ticket.subject); }},
    {"status",
     [](JsonWriter& json, const auto& ticket, const View& view) {
       json.maybe_string(status_name(*view.names, ticket.status_id));
     }},
    {"status_id",
     [](JsonWriter& json, const auto& ticket, const View&) { json.number(ticket.status_id); }},
    {"dept_id",
     [](JsonWriter& json, const auto& ticket, const View&) { json.number(ticket.dept_id); }},
    {"priority_id", [](JsonWriter& json, const auto& ticket,
                       const View&) { json.maybe_number(leading_number(ticket.priority)); }},
    {"topic_id",
     [](JsonWriter& json, const auto& ticket, const View&) { json.number(ticket.topic_id); }},
    {"created", [](JsonWriter& json, const auto& ticket,
                   const View& view) { view.times.write(json, ticket.created); }},
    {"updated", [](JsonWriter& json, const auto& ticket,
                   const View& view) { view.times.write(json, ticket.updated); }},
    {"user_email", [](JsonWriter& json, const auto& ticket,
                      const View&) { json.maybe_string(ticket.user_email); }},
    {"user_name", [](JsonWriter& json, const auto& ticket,
                     const View&) { json.maybe_string(ticket.user_name); }},
};

}  // namespace

bool is_own_member(std::string_view name) {
  return std::any_of(std::begin(kMembers), std::end(kMembers),
                     [&](const Member& member) { return member.name == name; });
}

void begin_ticket(JsonWriter& json, const db::ListedTicket& ticket, const View& view,
                  const Includes& includes) {
  json.begin_object();
  for (const Member& member : kMembers) {
    if (!view.selection.shows(member.name)) continue;
    json.name(member.name);
    member.write(json, ticket, view);
  }
  for (const auto& include : includes) include->add_to_ticket(json, ticket);
  if (view.selection.has(Part::kResponses)) json.name("responses").begin_array();
}

ImageAddresses addresses_in(const db::ListedEntry& entry, std::int64_t ticket_id,
                            const View& view) {
  std::map<std::string, std::string, std::less<>> addresses;
  if (entry.format != "html") return ImageAddresses({});
  for (const db::EntryFile* attached : view.files->of(entry.id))
    addresses.emplace(attached->file.key,
                      file_address(view.resource, ticket_id, attached->file.id));
  return ImageAddresses(std::move(addresses));
}

void begin_entry(JsonWriter& json, const db::ListedEntry& entry, const View& view) {
  json.begin_object();
  json.name("id").number(entry.id);
  json.name("type").string(type_name(entry.type));
  json.name("created");
  view.times.write(json, entry.created);
  json.name("body");
}

void end_entry(JsonWriter& json, const ShownEntry& shown, const View& view,
               const Includes& includes) {
  const db::ListedEntry& entry = shown.entry;
  json.name("format").string(entry.format);
  json.name("is_note").boolean(entry.type == "N");
  if (entry.staff_id > 0)
    write_agent(json, entry.staff_id, *view.names);
  else
    write_user(json, entry.user_id, shown.user);
  for (const auto& include : includes) include->add_to_entry(json, entry);
  json.end_object();
}

void write_entry(JsonWriter& json, const ShownEntry& shown, const View& view,
                 const Includes& includes) {
  const db::ListedEntry& entry = shown.entry;
  begin_entry(json, entry, view);
  if (entry.body && names_pictures(*entry.body)) {
    ImageAddresses addresses = addresses_in(entry, shown.ticket_id, view);
    const std::string start = addresses.next(*entry.body);
    json.string(start + addresses.rest());
  } else {
    json.maybe_string(entry.body);
  }
  end_entry(json, shown, view, includes);
}

void end_ticket(JsonWriter& json, const View& view) {
  if (view.selection.has(Part::kResponses)) json.end_array();
  json.end_object();
}

std::optional<std::int64_t> leading_number(const MaybeView& text) {
  std::int64_t number = 0;
  if (!text) return std::nullopt;
  const auto parsed = std::from_chars(text->data(), text->data() + text->size(), number);
  if (parsed.ec != std::errc()) return std::nullopt;
  return number;
}

}  // namespace ost::api
