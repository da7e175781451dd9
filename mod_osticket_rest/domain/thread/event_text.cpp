// SPDX-License-Identifier: MIT
#include "domain/thread/event_text.hpp"

#include <iterator>

#include "base/date_time.hpp"
#include "domain/desk/definitions.hpp"
#include "domain/desk/names.hpp"
#include "domain/forms/form_field.hpp"
#include "domain/notify/template_dates.hpp"
#include "domain/sla/sla.hpp"

namespace ost::domain {
namespace {

/// One event with its data, and who did it.
struct Told {
  const HelpDesk& desk;
  const db::HistoryRow& event;
  base::Json data;
  std::string somebody;
};

std::string agent_named(const HelpDesk& desk, std::int64_t id) {
  const db::StaffRow* agent = desk.agent(id);
  return agent ? agent_name_text(desk, *agent) : "";
}

std::string team_named(const HelpDesk& desk, std::int64_t id) {
  const db::TeamRow* team = desk.team(id);
  return team ? team->name : "";
}

// Its own name, without those of the departments above it (Dept::getLocalName).
std::string dept_named(const HelpDesk& desk, std::int64_t id) {
  const db::DepartmentRow* dept = desk.department(id);
  return dept ? dept->name : "";
}

std::string status_named(const HelpDesk& desk, std::int64_t id) {
  const db::TicketStatusRow* status = desk.status(id);
  return status ? status->name : "";
}

std::string sla_named(const HelpDesk& desk, std::int64_t id) {
  const db::SlaRow* sla = desk.sla(id);
  return sla ? sla->name : "";
}

using NameOf = std::string (*)(const HelpDesk& desk, std::int64_t id);

// An id, with the name it had behind it or without; nothing for what is gone and has left no name.
std::string named(const Told& told, std::string_view member, NameOf name_of) {
  const base::Json* value = told.data.find(member);
  if (!value) return "";
  const base::Json::Array* pair = value->array();
  const base::Json& id = pair && !pair->empty() ? pair->front() : *value;
  const std::string name = name_of(told.desk, id.to_integer());
  if (!name.empty()) return name;
  return pair && pair->size() > 1 ? (*pair)[1].to_string() : "";
}

std::string assigned(const Told& told) {
  if (told.data.find("staff"))
    return told.somebody + " assigned this to " + named(told, "staff", agent_named);
  if (told.data.find("team"))
    return told.somebody + " assigned this to " + named(told, "team", team_named);
  if (told.data.find("claim")) return told.somebody + " claimed this";
  if (told.data.object()) return "";
  const std::string agent = agent_named(told.desk, told.event.staff_id);
  const std::string team = team_named(told.desk, told.event.team_id);
  return "Assignee changed by " + told.somebody + " to " + agent +
         (agent.empty() || team.empty() ? "" : "/") + team;
}

std::string released(const Told& told) {
  const std::string agent = named(told, "staff", agent_named);
  const std::string team = named(told, "team", team_named);
  if (agent.empty() && team.empty()) return told.somebody + " released ticket assignment";
  return "Ticket released from " + team + (agent.empty() || team.empty() ? "" : " and ") + agent +
         " by " + told.somebody;
}

std::string referred(const Told& told) {
  const std::string start = told.somebody + " referred this to ";
  if (told.data.find("staff")) return start + named(told, "staff", agent_named);
  if (told.data.find("team")) return start + named(told, "team", team_named);
  return told.data.find("dept") ? start + named(told, "dept", dept_named) : "";
}

std::string closed(const Told& told) {
  const std::string start = "Closed by " + told.somebody;
  return told.data.find("status") ? start + " with status of " + named(told, "status", status_named)
                                  : start;
}

// {"<id>": {"name": …, "src": …}}
std::string people(const base::Json& sent) {
  std::string names;
  const base::Json::Object* members = sent.object();
  if (!members) return names;
  for (const auto& [id, person] : *members) {
    const base::Json* name = person.find("name");
    const base::Json* source = person.find("src");
    names += (names.empty() ? "" : ", ") + (name ? name->to_string() : person.to_string());
    if (source && source->to_boolean()) names += " via " + source->to_string();
  }
  return names;
}

std::string collaborated(const Told& told) {
  if (told.data.find("org"))
    return "Collaborators for " + told.event.organization + " organization added";
  if (const base::Json* gone = told.data.find("del"))
    return told.somebody + " removed " + people(*gone) + " from the collaborators";
  const base::Json* added = told.data.find("add");
  return added ? told.somebody + " added " + people(*added) + " as collaborators" : "";
}

StoredAnswer stored_answer(const base::Json& sent) {
  const base::Json::Array* pair = sent.array();
  const base::Json& value = pair && !pair->empty() ? pair->front() : sent;
  StoredAnswer answer;
  if (!value.is_null()) answer.value = value.to_string();
  if (pair && pair->size() > 1) answer.value_id = (*pair)[1].to_integer();
  return answer;
}

std::string change(const std::string& what, const std::string& before, const std::string& after) {
  if (after.empty()) return "unset " + what;
  return before.empty() ? what + " set to " + after
                        : what + " changed from " + before + " to " + after;
}

std::string field_change(const Told& told, const std::string& id, const base::Json& change_of) {
  const FieldDefinition* row = told.desk.form_field(base::Json(id).to_integer());
  const base::Json::Array* pair = change_of.array();
  if (!row || !pair || pair->size() < 2) return "";
  const FormField field(*row, told.desk);
  const auto text = [&](const base::Json& sent) {
    return sent.is_null() ? std::string() : field.to_text(field.load(stored_answer(sent)));
  };
  return change(row->label, text((*pair)[0]), text((*pair)[1]));
}

constexpr std::string_view kDueDate = "duedate";

struct EditedMember {
  std::string_view member;
  const char* label;
  NameOf name_of;  ///< nullptr: the value says it
};
constexpr EditedMember kEdited[] = {{"topic_id", "Help Topic", topic_path},
                                    {"sla_id", "SLA", sla_named},
                                    {kDueDate, "Due Date", nullptr},
                                    {"user_id", "Ticket Owner", nullptr},
                                    {"source", "Source", nullptr}};

// The day, in the help desk's own form (Format::date).
std::string day_text(const HelpDesk& desk, const std::string& database_time) {
  const auto wall = base::parse_date_time(database_time);
  if (!wall) return database_time;
  return date_in_form(desk, database_zone(desk).to_utc(*wall), DateForm::kShort,
                      zone_or_default(desk, ""));
}

std::string value_text(const Told& told, const EditedMember& edited, const base::Json& value) {
  if (edited.member == kDueDate) return day_text(told.desk, value.to_string());
  return edited.name_of && value.to_boolean() ? edited.name_of(told.desk, value.to_integer())
                                              : value.to_string();
}

std::string changes(const Told& told) {
  std::string text;
  const auto add = [&](const std::string& one) {
    if (!one.empty()) text += (text.empty() ? "" : ", ") + one;
  };
  const base::Json* fields = told.data.find("fields");
  if (fields && fields->object())
    for (const auto& [id, values] : *fields->object()) add(field_change(told, id, values));
  for (const EditedMember& edited : kEdited) {
    const base::Json* values = told.data.find(edited.member);
    const base::Json::Array* pair = values ? values->array() : nullptr;
    if (pair && pair->size() > 1)
      add(change(edited.label, value_text(told, edited, (*pair)[0]),
                 value_text(told, edited, (*pair)[1])));
  }
  return text;
}

// The name is among the fields, where osTicket has put it.
std::string new_owner(const base::Json& data) {
  const base::Json* fields = data.find("fields");
  const base::Json* name = fields ? fields->find("Ticket Owner") : nullptr;
  return name ? " to " + name->to_string() : "";
}

std::string edited(const Told& told) {
  const auto text = [&](const char* member) {
    const base::Json* value = told.data.find(member);
    return value ? value->to_string() : std::string();
  };
  if (told.data.find("filter"))
    return text("filter") + " Filter set " + text("type") +
           (text("value").empty() ? "" : " to " + text("value"));
  if (told.data.find("owner")) return told.somebody + " changed ownership" + new_owner(told.data);
  if (told.data.find("status"))
    return told.somebody + " changed the status to " + named(told, "status", status_named);
  const std::string made = changes(told);
  return made.empty() ? "" : "Updated by " + told.somebody + " \u2014 " + made;
}

std::string by_somebody(const Told& told, const char* words) {
  return words + told.somebody;
}

std::string with_ticket(const Told& told, const char* words) {
  const base::Json* ticket = told.data.find("ticket");
  return told.somebody + words + (ticket ? ticket->to_string() : "");
}

struct EventKind {
  std::string_view name;
  bool is_public;
  std::string (*describe)(const Told& told);
};
constexpr EventKind kKinds[] = {
    {"created", true, [](const Told& told) { return by_somebody(told, "Created by "); }},
    {"closed", true, closed},
    {"reopened", true, [](const Told& told) { return by_somebody(told, "Reopened by "); }},
    {"edited", true, edited},
    {"collab", true, collaborated},
    {"merged", true,
     [](const Told& told) { return with_ticket(told, " merged this ticket with "); }},
    {"assigned", false, assigned},
    {"released", false, released},
    {"transferred", false,
     [](const Told& told) {
       const std::string dept = dept_named(told.desk, told.event.dept_id);
       return told.somebody + " transferred this to " + (dept.empty() ? "None" : dept);
     }},
    {"referred", false, referred},
    {"overdue", false, [](const Told&) { return std::string("Flagged as overdue by the system"); }},
    {"resent", false,
     [](const Told& told) { return told.somebody + " resent a previous response"; }},
    {"linked", false,
     [](const Told& told) { return with_ticket(told, " linked this ticket with "); }},
    {"unlinked", false,
     [](const Told& told) { return with_ticket(told, " unlinked this ticket from "); }},
};

}  // namespace

std::string event_actor(const HelpDesk& desk, const db::HistoryRow& event) {
  if (event.user_id > 0 && event.is_by_user && event.user_name) return *event.user_name;
  const std::string agent =
      event.user_id > 0 && !event.is_by_user ? agent_named(desk, event.user_id) : "";
  return agent.empty() ? event.username : agent;
}

std::string event_text(const HelpDesk& desk, const db::HistoryRow& event) {
  const std::string actor = event_actor(desk, event);
  for (const EventKind& kind : kKinds)
    if (kind.name == event.event)
      return kind.describe(Told{desk, event, json_in(event.data), actor});
  return event.event + " by " + actor;
}

std::vector<std::string> public_events() {
  std::vector<std::string> names;
  for (const EventKind& kind : kKinds)
    if (kind.is_public) names.emplace_back(kind.name);
  return names;
}

}  // namespace ost::domain
