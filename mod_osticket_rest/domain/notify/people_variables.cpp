// SPDX-License-Identifier: MIT
#include "domain/forms/field_validators.hpp"
#include "domain/notify/message_id.hpp"
#include "domain/notify/template_objects.hpp"

namespace ost::domain {
namespace {

using Text = TemplateValue;

std::string number(std::int64_t id) {
  return std::to_string(id);
}

// Names.

struct Name {
  PersonName name;
  std::string format;
};

Text name_itself(TemplateScope&, const Name& subject) {
  return Text::plain(format_name(subject.name, subject.format));
}

constexpr const char* kNameFormats[] = {"first",  "last",  "full",        "legal",    "lastfirst",
                                        "formal", "short", "shortformal", "complete", "original"};

Text name_in_format(TemplateScope&, const Name& subject, const std::string& format) {
  if (format == "middle") return Text::plain(subject.name.middle);
  for (const char* known : kNameFormats)
    if (format == known) return Text::plain(format_name(subject.name, format));
  return {};
}

constexpr VariableTable<Name> kNameTable{name_itself, nullptr, 0, name_in_format};

// Addresses.

struct Address {
  std::string address;
  std::string personal;
};

Text address_itself(TemplateScope&, const Address& a) {
  return Text::plain(a.address);
}

Text domain_of(TemplateScope&, const Address& a) {
  const std::size_t at = a.address.rfind('@');
  return Text::plain(at == std::string::npos ? "" : a.address.substr(at + 1));
}

constexpr Variable<Address> kAddress[] = {
    {"domain", domain_of},
    {"host", domain_of},
    {"mailbox",
     [](TemplateScope&, const Address& a) {
       return Text::plain(a.address.substr(0, a.address.rfind('@')));
     }},
    {"personal", [](TemplateScope&, const Address& a) { return Text::plain(a.personal); }},
};
constexpr VariableTable<Address> kAddressTable{address_itself, kAddress, std::size(kAddress)};

// Several people.

using People = std::vector<ListedPerson>;

std::string listed_by(const People& people, std::string (*show)(const ListedPerson&)) {
  std::string text;
  for (const ListedPerson& person : people) {
    if (!text.empty()) text += ", ";
    text += show(person);
  }
  return text;
}

Text names_of(TemplateScope&, const People& people) {
  return Text::plain(listed_by(people, [](const ListedPerson& p) { return p.name; }));
}

Text addresses_of(TemplateScope&, const People& people) {
  return Text::plain(listed_by(people, [](const ListedPerson& p) { return p.address; }));
}

Text both_of(TemplateScope&, const People& people) {
  return Text::plain(
      listed_by(people, [](const ListedPerson& p) { return p.name + " <" + p.address + ">"; }));
}

constexpr Variable<People> kPeople[] = {
    {"names", names_of}, {"emails", addresses_of}, {"full", both_of}};
constexpr VariableTable<People> kPeopleTable{names_of, kPeople, std::size(kPeople)};

// Agents. Nothing of their logins is offered but the name.

using Agent = const db::StaffRow*;

Text agent_itself(TemplateScope& scope, const Agent& agent) {
  return Text::plain(agent_name_text(scope.desk, *agent));
}

constexpr Variable<Agent> kAgent[] = {
    {"dept",
     [](TemplateScope& scope, const Agent& a) { return department_value(scope, a->dept_id); }},
    {"email", [](TemplateScope&, const Agent& a) { return Text::plain(a->email); }},
    {"id", [](TemplateScope&, const Agent& a) { return Text::plain(number(a->id)); }},
    {"mobile", [](TemplateScope&, const Agent& a) { return Text::plain(format_phone(a->mobile)); }},
    {"name",
     [](TemplateScope& scope, const Agent& a) {
       return name_value(scope, agent_name(*a), scope.desk.setting("agent_name_format"));
     }},
    {"phone", [](TemplateScope&, const Agent& a) { return Text::plain(format_phone(a->phone)); }},
    {"signature", [](TemplateScope&, const Agent& a) { return Text::markup(a->signature); }},
    {"timezone", [](TemplateScope&, const Agent& a) { return Text::plain(a->timezone); }},
    {"username", [](TemplateScope&, const Agent& a) { return Text::plain(a->username); }},
};
constexpr VariableTable<Agent> kAgentTable{agent_itself, kAgent, std::size(kAgent)};

// Users.

std::string shown_name(const TemplateScope& scope, const db::UserRow& user) {
  return user_name_text(scope.desk, user.name, user.address);
}

Text user_itself(TemplateScope& scope, const db::UserRow& user) {
  return Text::plain(shown_name(scope, user));
}

Text user_email(TemplateScope& scope, const db::UserRow& user) {
  return address_value(scope, user.address, shown_name(scope, user));
}

Text user_organization(TemplateScope& scope, const db::UserRow& user) {
  return organization_value(scope, user.org_id);
}

Text user_id(TemplateScope&, const db::UserRow& user) {
  return Text::plain(number(user.id));
}

Text user_field(TemplateScope& scope, const db::UserRow& user, const std::string& name) {
  return named_answer(scope, 'U', user.id, name);
}

constexpr Variable<db::UserRow> kUser[] = {{"email", user_email},
                                           {"id", user_id},
                                           {"name", user_name_value},
                                           {"organization", user_organization}};
constexpr VariableTable<db::UserRow> kUserTable{user_itself, kUser, std::size(kUser), user_field};

Text link_for(TemplateScope& scope, const db::UserRow& user) {
  const bool has_collaborators =
      !scope.read(scope.source.collaborators(scope.ticket.thread_id)).empty();
  return Text::plain(ticket_link(scope, user.id, has_collaborators));
}

// The recipient as osTicket wraps him (TicketUser).
constexpr Variable<db::UserRow> kRecipient[] = {{"email", user_email},
                                                {"id", user_id},
                                                {"name", user_name_value},
                                                {"organization", user_organization},
                                                {"ticket_link", link_for}};
constexpr VariableTable<db::UserRow> kRecipientTable{user_itself, kRecipient, std::size(kRecipient),
                                                     user_field};

// A collaborator, who knows nothing of his user's forms (Collaborator::getVar).

// He is called by name and address (Collaborator::__toString).
Text collaborator_itself(TemplateScope& scope, const db::UserRow& user) {
  const std::string name = shown_name(scope, user);
  return Text::plain(name.empty() ? user.address : "\"" + name + "\" <" + user.address + ">");
}

// He is not alone on the ticket, so his link carries no token.
Text collaborator_link(TemplateScope& scope, const db::UserRow&) {
  return Text::plain(base_url(scope.desk) + "/tickets.php?id=" + std::to_string(scope.ticket.id));
}

constexpr Variable<db::UserRow> kCollaborator[] = {
    {"email", user_email}, {"name", user_name_value}, {"ticket_link", collaborator_link}};
constexpr VariableTable<db::UserRow> kCollaboratorTable{collaborator_itself, kCollaborator,
                                                        std::size(kCollaborator)};

}  // namespace

TemplateValue name_value(TemplateScope& scope, PersonName name, std::string_view format) {
  return tabled(scope, kNameTable, Name{std::move(name), std::string(format)});
}

TemplateValue user_name_value(TemplateScope& scope, const db::UserRow& user) {
  return name_value(scope, split_name(name_or_mailbox(user.name, user.address)),
                    scope.desk.setting("client_name_format"));
}

TemplateValue address_value(TemplateScope& scope, const std::string& address,
                            const std::string& personal) {
  return tabled(scope, kAddressTable, Address{address, personal});
}

TemplateValue people_value(TemplateScope& scope, std::vector<ListedPerson> people) {
  return tabled(scope, kPeopleTable, std::move(people));
}

ListedPerson listed(const TemplateScope& scope, const db::StaffRow& agent) {
  return {agent_name_text(scope.desk, agent), agent.email};
}

ListedPerson listed(const TemplateScope& scope, const db::UserRow& user) {
  return {shown_name(scope, user), user.address};
}

TemplateValue agent_value(TemplateScope& scope, std::int64_t staff_id) {
  const db::StaffRow* agent = scope.desk.agent(staff_id);
  return agent ? tabled(scope, kAgentTable, agent) : TemplateValue();
}

TemplateValue user_value(TemplateScope& scope, std::int64_t user_id) {
  const db::UserRow user = user_id > 0 ? scope.read(scope.source.user(user_id)) : db::UserRow();
  return user.id > 0 ? tabled(scope, kUserTable, user) : TemplateValue();
}

TemplateValue recipient_value(TemplateScope& scope) {
  switch (scope.recipient.kind) {
    case TemplateRecipient::Kind::kNobody:
      return {};
    case TemplateRecipient::Kind::kAgent:
      return agent_value(scope, scope.recipient.id);
    case TemplateRecipient::Kind::kNamed:
      return TemplateValue::plain(scope.recipient.name);
    case TemplateRecipient::Kind::kCollaborator:
      return tabled(scope, kCollaboratorTable, scope.read(scope.source.user(scope.recipient.id)));
    default:
      return tabled(scope, kRecipientTable, scope.read(scope.source.user(scope.recipient.id)));
  }
}

}  // namespace ost::domain
