// SPDX-License-Identifier: MIT
#include "domain/template_variables.hpp"

#include "base/date_time.hpp"
#include "base/plain_text.hpp"
#include "base/text.hpp"
#include "domain/date_field.hpp"
#include "domain/person_name.hpp"
#include "domain/sla.hpp"

namespace ost::domain {
namespace {

using Ticket = const TicketDraft&;

std::string base_url(Ticket draft) {
  std::string url(draft.desk.setting("helpdesk_url"));
  while (!url.empty() && url.back() == '/') url.pop_back();
  return url;
}

// Database time for people, in the help desk's zone (FormattedDate).
std::string date_in(Ticket draft, const std::optional<std::string>& stored,
                    const base::Json& format) {
  const auto wall = stored ? base::parse_date_time(*stored) : std::nullopt;
  if (!wall) return "";
  return date_text(database_zone(draft.desk).to_utc(*wall), format, draft.desk);
}

std::string date(Ticket draft, const std::optional<std::string>& stored) {
  return date_in(draft, stored, base::Json::Object{{"time", true}});
}

std::string day(Ticket draft, const std::optional<std::string>& stored) {
  return date_in(draft, stored, base::Json());
}

std::string agent(Ticket draft) {
  const db::StaffRow* row = draft.desk.agent(draft.staff_id);
  return row ? agent_name_text(draft.desk, *row) : "";
}

std::string team(Ticket draft) {
  const db::TeamRow* row = draft.desk.team(draft.team_id);
  return row ? row->name : "";
}

std::string assigned(Ticket draft) {
  const std::string both[] = {agent(draft), team(draft)};
  return both[0] + (both[0].empty() || both[1].empty() ? "" : "/") + both[1];
}

std::string dept(Ticket draft) {
  const db::DepartmentRow* row = draft.desk.department(draft.dept_id);
  return row ? row->name : "";
}

std::string topic(Ticket draft) {
  return draft.topic ? draft.topic->topic : "";
}

std::string status(Ticket draft) {
  const db::TicketStatusRow* row = draft.desk.status(draft.status_id);
  return row ? row->name : "";
}

std::string state(Ticket draft) {
  const db::TicketStatusRow* row = draft.desk.status(draft.status_id);
  return row ? row->state : "";
}

std::string sla(Ticket draft) {
  const db::SlaRow* row = draft.desk.sla(draft.sla_id);
  return row ? row->name : "";
}

std::string staff_email(Ticket draft) {
  const db::StaffRow* row = draft.desk.agent(draft.staff_id);
  return row ? row->email : "";
}

std::string user_name(Ticket draft) {
  return user_name_text(draft.desk, draft.user.name, draft.user.address);
}

std::string mailbox(Ticket draft) {
  return draft.user.address.substr(0, draft.user.address.find('@'));
}

std::string domain_part(Ticket draft) {
  const std::size_t at = draft.user.address.find('@');
  return at == std::string::npos ? "" : draft.user.address.substr(at + 1);
}

/// What a variable of tickets stands for. Names of people have more behind a dot, see below.
struct Variable {
  const char* name;
  std::string (*value)(Ticket);
};

constexpr Variable kVariables[] = {
    {"", [](Ticket t) { return t.number; }},
    {"number", [](Ticket t) { return t.number; }},
    {"id", [](Ticket t) { return std::to_string(t.ticket_id); }},
    {"subject", [](Ticket t) { return t.title; }},
    {"source", [](Ticket t) { return t.source; }},
    {"ip", [](Ticket t) { return t.request.client_address; }},
    {"name", user_name},
    {"user", user_name},
    {"user.name", user_name},
    {"user.id", [](Ticket t) { return std::to_string(t.user.id); }},
    {"email", [](Ticket t) { return t.user.address; }},
    {"email.mailbox", mailbox},
    {"email.domain", domain_part},
    {"user.email", [](Ticket t) { return t.user.address; }},
    {"user.email.mailbox", mailbox},
    {"user.email.domain", domain_part},
    {"dept", dept},
    {"dept.name", dept},
    {"dept.id", [](Ticket t) { return std::to_string(t.dept_id); }},
    {"topic", topic},
    {"topic.name", topic},
    {"topic.id", [](Ticket t) { return t.topic ? std::to_string(t.topic->id) : ""; }},
    {"status", status},
    {"status.name", status},
    {"status.state", state},
    {"sla", sla},
    {"sla.name", sla},
    {"staff", agent},
    {"staff.name", agent},
    {"staff.email", staff_email},
    {"team", team},
    {"team.name", team},
    {"assigned", assigned},
    {"assignee", [](Ticket t) { return t.staff_id > 0 ? agent(t) : team(t); }},
    {"create_date", [](Ticket t) { return date(t, t.now); }},
    {"create_date.long", [](Ticket t) { return date(t, t.now); }},
    {"create_date.short", [](Ticket t) { return day(t, t.now); }},
    {"last_update", [](Ticket t) { return date(t, t.now); }},
    {"due_date", [](Ticket t) { return date(t, t.est_duedate); }},
    {"due_date.long", [](Ticket t) { return date(t, t.est_duedate); }},
    {"due_date.short", [](Ticket t) { return day(t, t.est_duedate); }},
    {"client_link", [](Ticket t) { return base_url(t) + "/view.php?t=" + t.number; }},
    {"staff_link",
     [](Ticket t) { return base_url(t) + "/scp/tickets.php?id=" + std::to_string(t.ticket_id); }},
};

// name.first, user.name.lastfirst, staff.name.short: a person's name in one of its formats.
std::optional<std::string> name_in_format(const std::string& variable, Ticket draft) {
  const std::size_t dot = variable.rfind('.');
  if (dot == std::string::npos) return std::nullopt;
  const std::string whose = variable.substr(0, dot);
  const std::string format = variable.substr(dot + 1);
  if (whose == "name" || whose == "user.name")
    return format_name(split_name(name_or_mailbox(draft.user.name, draft.user.address)), format);
  const db::StaffRow* row = draft.desk.agent(draft.staff_id);
  if (whose == "staff.name") return row ? format_name(agent_name(*row), format) : "";
  return std::nullopt;
}

// An answer of one of the ticket's forms by the name of its field; of two, the last form's counts.
std::string answer_of(const std::string& field, Ticket draft) {
  std::optional<std::string> text = draft.ticket_form->text(field);
  for (const TicketDraft::TopicForm& form : draft.topic_forms)
    if (auto later = form.entry.text(field)) text = std::move(later);
  return text.value_or("");
}

std::string ticket_value(const std::string& variable, Ticket draft) {
  for (const Variable& known : kVariables)
    if (variable == known.name) return known.value(draft);
  if (auto name = name_in_format(variable, draft)) return *name;
  return answer_of(variable, draft);
}

std::optional<std::string> value_of(std::string_view variable, Ticket draft,
                                    const CompanyAnswers& company) {
  const std::size_t dot = variable.find('.');
  const std::string_view object = variable.substr(0, dot);
  const std::string rest =
      dot == std::string_view::npos ? "" : base::lower_ascii(variable.substr(dot + 1));
  if (object == "ticket") return ticket_value(rest, draft);
  if (variable == "url") return base_url(draft);
  if (object != "company") return std::nullopt;
  for (const auto& [name, text] : company)
    if (base::equal_ignoring_case(name, rest.empty() ? "name" : rest)) return text;
  return "";
}

}  // namespace

std::string replace_variables(const std::string& text, const TicketDraft& draft,
                              const CompanyAnswers& company) {
  std::string out;
  std::size_t from = 0;
  for (std::size_t at = text.find("%{"); at != std::string::npos; at = text.find("%{", at + 2)) {
    const std::size_t end = text.find('}', at);
    if (end == std::string::npos) break;
    const auto value =
        value_of(std::string_view(text).substr(at + 2, end - at - 2), draft, company);
    if (!value) continue;
    out.append(text, from, at - from);
    out += base::encode_special_characters(*value);
    from = end + 1;
    at = end - 1;
  }
  return out.append(text, from);
}

}  // namespace ost::domain
