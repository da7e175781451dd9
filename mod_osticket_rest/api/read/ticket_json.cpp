// SPDX-License-Identifier: MIT
#include "api/read/ticket_json.hpp"

#include <charconv>

namespace ost::api {
namespace {

using MaybeView = std::optional<std::string_view>;

// MySQL keeps a date that was never set as zeros.
MaybeView date(const MaybeView& text) {
  if (!text || text->empty() || text->substr(0, 10) == "0000-00-00") return std::nullopt;
  return text;
}

std::optional<std::int64_t> leading_number(const MaybeView& text) {
  std::int64_t number = 0;
  if (!text) return std::nullopt;
  const auto parsed = std::from_chars(text->data(), text->data() + text->size(), number);
  if (parsed.ec != std::errc()) return std::nullopt;
  return number;
}

MaybeView status_name(const db::ReadReference& reference, std::int64_t id) {
  const auto found = reference.statuses.find(id);
  if (found == reference.statuses.end()) return std::nullopt;
  return found->second;
}

std::string_view type_name(std::string_view type) {
  if (type == "R") return "response";
  return type == "N" ? "note" : "message";
}

void write_agent(JsonWriter& json, std::int64_t id, const db::ReadReference& reference) {
  const auto found = reference.agents.find(id);
  const bool known = found != reference.agents.end();
  json.name("user_id").number(id);
  json.name("user_name").maybe_string(known ? MaybeView(found->second.name) : std::nullopt);
  json.name("user_email").maybe_string(known ? MaybeView(found->second.email) : std::nullopt);
}

void write_user(JsonWriter& json, std::int64_t id, const db::Person& user) {
  json.name("user_id").maybe_number(id > 0 ? std::optional<std::int64_t>(id) : std::nullopt);
  json.name("user_name").maybe_string(user.name);
  json.name("user_email").maybe_string(user.email);
}

}  // namespace

void begin_ticket(JsonWriter& json, const db::ListedTicket& ticket,
                  const db::ReadReference& reference) {
  json.begin_object();
  json.name("id").number(ticket.id);
  json.name("number").maybe_string(ticket.number);
  json.name("subject").maybe_string(ticket.subject);
  json.name("status").maybe_string(status_name(reference, ticket.status_id));
  json.name("status_id").number(ticket.status_id);
  json.name("dept_id").number(ticket.dept_id);
  json.name("priority_id").maybe_number(leading_number(ticket.priority));
  json.name("topic_id").number(ticket.topic_id);
  json.name("created").maybe_string(date(ticket.created));
  json.name("updated").maybe_string(date(ticket.updated));
  json.name("user_email").maybe_string(ticket.user_email);
  json.name("user_name").maybe_string(ticket.user_name);
  json.name("responses").begin_array();
}

void write_entry(JsonWriter& json, const db::ListedEntry& entry, const db::Person& user,
                 const db::ReadReference& reference) {
  json.begin_object();
  json.name("id").number(entry.id);
  json.name("type").string(type_name(entry.type));
  json.name("created").maybe_string(date(entry.created));
  json.name("body").maybe_string(entry.body);
  json.name("format").string(entry.format);
  json.name("is_note").boolean(entry.type == "N");
  if (entry.staff_id > 0)
    write_agent(json, entry.staff_id, reference);
  else
    write_user(json, entry.user_id, user);
  json.end_object();
}

void end_ticket(JsonWriter& json) {
  json.end_array().end_object();
}

}  // namespace ost::api
