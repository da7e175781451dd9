// SPDX-License-Identifier: MIT
#include "domain/forms/choices.hpp"
#include "domain/notify/message_id.hpp"
#include "domain/notify/template_objects.hpp"

namespace ost::domain {
namespace {

using Text = TemplateValue;

/// The ticket is that of the scope.
struct Ticket {};

Text ticket_number(TemplateScope& scope, const Ticket&) {
  return Text::plain(scope.ticket.number);
}

db::UserRow owner(TemplateScope& scope) {
  return scope.read(scope.source.user(scope.ticket.user_id));
}

Text ticket_user(TemplateScope& scope, const Ticket&) {
  return user_value(scope, scope.ticket.user_id);
}

Text ticket_email(TemplateScope& scope, const Ticket&) {
  const db::UserRow user = owner(scope);
  return address_value(scope, user.address, user_name_text(scope.desk, user.name, user.address));
}

Text ticket_phone(TemplateScope& scope, const Ticket&) {
  return Text::plain(named_answer_text(scope, 'U', scope.ticket.user_id, "phone"));
}

// Agent and team, whatever the state of the ticket (Ticket::getAssigned).
Text assigned(TemplateScope& scope, const Ticket&) {
  const db::StaffRow* agent = scope.desk.agent(scope.ticket.staff_id);
  const db::TeamRow* team = scope.desk.team(scope.ticket.team_id);
  std::string text = agent ? agent_name_text(scope.desk, *agent) : "";
  if (team) text += (text.empty() ? "" : "/") + team->name;
  return Text::plain(std::move(text));
}

bool is_open(const TemplateScope& scope) {
  const db::TicketStatusRow* status = scope.desk.status(scope.ticket.status_id);
  return status && status->state == "open";
}

// Who has an open ticket (Ticket::getAssignee).
Text assignee(TemplateScope& scope, const Ticket&) {
  if (!is_open(scope)) return {};
  const Text agent = agent_value(scope, scope.ticket.staff_id);
  return agent.object() ? agent : team_value(scope, scope.ticket.team_id);
}

Text close_date(TemplateScope& scope, const Ticket&) {
  const db::TicketStatusRow* status = scope.desk.status(scope.ticket.status_id);
  const bool is_closed = status && status->state == "closed";
  return is_closed ? date_value(scope, scope.ticket.closed) : Text();
}

Text due_date(TemplateScope& scope, const Ticket&) {
  const auto& own = scope.ticket.duedate;
  return date_value(scope, own && !own->empty() ? own : scope.ticket.est_duedate);
}

// The owner, then the active collaborators (Ticket::getRecipients).
Text recipients(TemplateScope& scope, const Ticket&) {
  std::vector<ListedPerson> people{listed(scope, owner(scope))};
  for (const db::ParticipantRow& row :
       scope.read(scope.source.collaborators(scope.ticket.thread_id)))
    if (row.is_active) people.push_back(listed(scope, row.user));
  return people_value(scope, std::move(people));
}

Text auth_token(TemplateScope& scope, const Ticket&) {
  if (scope.secret_salt.empty()) return {};
  return Text::plain(old_ticket_token(static_cast<std::uint32_t>(scope.ticket.id),
                                      owner(scope).address, scope.secret_salt));
}

Text client_link(TemplateScope& scope, const Ticket&) {
  return Text::plain(base_url(scope.desk) + "/view.php?t=" + scope.ticket.number);
}

Text staff_link(TemplateScope& scope, const Ticket&) {
  return Text::plain(base_url(scope.desk) +
                     "/scp/tickets.php?id=" + std::to_string(scope.ticket.id));
}

// Before the fields of forms, in which a name may be the same (Ticket::getVar).
constexpr Variable<Ticket> kBeforeFields[] = {
    {"auth_token", auth_token},
    {"client_link", client_link},
    {"close_date", close_date},
    {"create_date",
     [](TemplateScope& scope, const Ticket&) { return date_value(scope, scope.ticket.created); }},
    {"due_date", due_date},
    {"last_update", [](TemplateScope& scope,
                       const Ticket&) { return date_value(scope, scope.ticket.last_update); }},
    {"phone", ticket_phone},
    {"phone_number", ticket_phone},
    {"staff_link", staff_link},
    {"user", ticket_user},
};

constexpr Variable<Ticket> kBehindFields[] = {
    {"assigned", assigned},
    {"assignee", assignee},
    {"dept", [](TemplateScope& scope,
                const Ticket&) { return department_value(scope, scope.ticket.dept_id); }},
    {"email", ticket_email},
    {"id", [](TemplateScope& scope,
              const Ticket&) { return Text::plain(std::to_string(scope.ticket.id)); }},
    {"ip",
     [](TemplateScope& scope, const Ticket&) { return Text::plain(scope.ticket.ip_address); }},
    {"name",
     [](TemplateScope& scope, const Ticket&) { return user_name_value(scope, owner(scope)); }},
    {"number", ticket_number},
    {"recipients", recipients},
    {"sla",
     [](TemplateScope& scope, const Ticket&) { return sla_value(scope, scope.ticket.sla_id); }},
    {"source",
     [](TemplateScope& scope, const Ticket&) { return Text::plain(scope.ticket.source); }},
    {"staff",
     [](TemplateScope& scope, const Ticket&) { return agent_value(scope, scope.ticket.staff_id); }},
    {"status", [](TemplateScope& scope,
                  const Ticket&) { return status_value(scope, scope.ticket.status_id); }},
    {"team",
     [](TemplateScope& scope, const Ticket&) { return team_value(scope, scope.ticket.team_id); }},
    {"thread", [](TemplateScope& scope, const Ticket&) { return thread_value(scope); }},
    {"topic",
     [](TemplateScope& scope, const Ticket&) { return topic_value(scope, scope.ticket.topic_id); }},
};

bool says_something(const Text& value) {
  return value.object() || !value.text().empty();
}

Text field_or_property(TemplateScope& scope, const Ticket& ticket, const std::string& name) {
  Text answer = named_answer(scope, 'T', scope.ticket.id, name);
  if (says_something(answer)) return answer;
  for (const Variable<Ticket>& variable : kBehindFields)
    if (name == variable.name) return variable.value(scope, ticket);
  return {};
}

constexpr VariableTable<Ticket> kTicketTable{ticket_number, kBeforeFields, std::size(kBeforeFields),
                                             field_or_property};

// Organisations.

std::vector<db::UserRow> members_of(TemplateScope& scope, const db::OrganizationRow& organization) {
  return scope.read(scope.source.members(organization.id));
}

Text organization_name(TemplateScope&, const db::OrganizationRow& organization) {
  return Text::plain(organization.name);
}

Text organization_members(TemplateScope& scope, const db::OrganizationRow& organization) {
  std::vector<ListedPerson> people;
  for (const db::UserRow& user : members_of(scope, organization))
    people.push_back(listed(scope, user));
  return people_value(scope, std::move(people));
}

// Its primary contacts (User::PRIMARY_ORG_CONTACT).
Text organization_contacts(TemplateScope& scope, const db::OrganizationRow& organization) {
  std::vector<ListedPerson> people;
  for (const db::UserRow& user : members_of(scope, organization))
    if (user.status == 1) people.push_back(listed(scope, user));
  return people_value(scope, std::move(people));
}

// "s2" is an agent, "t1" a team (Organization::getAccountManager).
Text organization_manager(TemplateScope& scope, const db::OrganizationRow& organization) {
  if (organization.manager.empty()) return {};
  const std::int64_t id = whole_number(organization.manager.substr(1)).value_or(0);
  return organization.manager[0] == 't' ? team_value(scope, id) : agent_value(scope, id);
}

Text organization_field(TemplateScope& scope, const db::OrganizationRow& organization,
                        const std::string& name) {
  return named_answer(scope, 'O', organization.id, name);
}

constexpr Variable<db::OrganizationRow> kOrganization[] = {
    {"contacts", organization_contacts},
    {"id", [](TemplateScope&,
              const db::OrganizationRow& o) { return Text::plain(std::to_string(o.id)); }},
    {"manager", organization_manager},
    {"members", organization_members},
    {"name", organization_name},
};
constexpr VariableTable<db::OrganizationRow> kOrganizationTable{
    organization_name, kOrganization, std::size(kOrganization), organization_field};

// The company.

struct Company {};

Text company_field(TemplateScope& scope, const Company&, const std::string& name) {
  return named_answer(scope, 'C', 0, name);
}

Text company_name(TemplateScope& scope, const Company& company) {
  return company_field(scope, company, "name");
}

constexpr VariableTable<Company> kCompanyTable{company_name, nullptr, 0, company_field};

}  // namespace

TemplateRoots ticket_roots(TemplateScope& scope) {
  return {{"ticket", ticket_value(scope)},
          {"company", company_value(scope)},
          {"url", TemplateValue::plain(base_url(scope.desk))}};
}

TemplateValue ticket_value(TemplateScope& scope) {
  return tabled(scope, kTicketTable, Ticket());
}

TemplateValue organization_value(TemplateScope& scope, std::int64_t organization_id) {
  const db::OrganizationRow row = organization_id > 0
                                      ? scope.read(scope.source.organization(organization_id))
                                      : db::OrganizationRow();
  return row.id > 0 ? tabled(scope, kOrganizationTable, row) : TemplateValue();
}

TemplateValue company_value(TemplateScope& scope) {
  return tabled(scope, kCompanyTable, Company());
}

std::string base_url(const HelpDesk& desk) {
  std::string url(desk.setting("helpdesk_url"));
  while (!url.empty() && url.back() == '/') url.pop_back();
  return url;
}

}  // namespace ost::domain
