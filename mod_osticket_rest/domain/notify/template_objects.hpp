// SPDX-License-Identifier: MIT
// The objects that templates may ask, each with its table of variables in the .cpp of its kind.
// Factories give nothing for what is not there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/desk/names.hpp"
#include "domain/forms/field_value.hpp"
#include "domain/notify/template_engine.hpp"
#include "domain/notify/template_scope.hpp"
#include "domain/notify/template_value.hpp"

namespace ost::domain {

/// What every template may name: %{ticket}, %{company} and %{url}.
TemplateRoots ticket_roots(TemplateScope& scope);

/// The ticket of the scope (Ticket::getVar, Ticket::getVarScope).
TemplateValue ticket_value(TemplateScope& scope);
/// What %{company} stands for (Company::getVar).
TemplateValue company_value(TemplateScope& scope);
/// The recipient of the scope (TicketUser, Staff, Collaborator, or a name alone).
TemplateValue recipient_value(TemplateScope& scope);

TemplateValue agent_value(TemplateScope& scope, std::int64_t staff_id);
TemplateValue team_value(TemplateScope& scope, std::int64_t team_id);
TemplateValue department_value(TemplateScope& scope, std::int64_t dept_id);
TemplateValue topic_value(TemplateScope& scope, std::int64_t topic_id);
TemplateValue sla_value(TemplateScope& scope, std::int64_t sla_id);
TemplateValue status_value(TemplateScope& scope, std::int64_t status_id);
TemplateValue user_value(TemplateScope& scope, std::int64_t user_id);
TemplateValue organization_value(TemplateScope& scope, std::int64_t organization_id);

/// A message, a response or a note (ThreadEntry::getVar).
TemplateValue entry_value(TemplateScope& scope, const EntryView& entry);
/// The text alone as it was written, of which nothing more can be asked (ThreadEntry::__toString).
TemplateValue written_body(const EntryView& entry);
/// The thread of the ticket (ObjectThread::getVar).
TemplateValue thread_value(TemplateScope& scope);

/// A name in the format of the help desk's settings, and in all others (PersonsName).
TemplateValue name_value(TemplateScope& scope, PersonName name, std::string_view format);
TemplateValue user_name_value(TemplateScope& scope, const db::UserRow& user);
/// An address and its parts (EmailAddress).
TemplateValue address_value(TemplateScope& scope, const std::string& address,
                            const std::string& personal);
struct ListedPerson {
  std::string name;
  std::string address;
};
/// Several people by name, address or both (MailingList).
TemplateValue people_value(TemplateScope& scope, std::vector<ListedPerson> people);
ListedPerson listed(const TemplateScope& scope, const db::StaffRow& agent);
ListedPerson listed(const TemplateScope& scope, const db::UserRow& user);

/// A moment in its forms and zones (FormattedDate). Empty for no time or for zero.
TemplateValue date_value(TemplateScope& scope, const std::optional<std::string>& database_time);
/// A date that somebody chose, in the zone it was chosen in and the form of its field
/// (DatetimeField::asVar).
TemplateValue field_date_value(TemplateScope& scope, const std::string& stored,
                               const base::Json& configuration);

/// What a stored answer is in templates (FormField::asVar of each type).
TemplateValue answer_value(TemplateScope& scope, const FieldDefinition& field,
                           const StoredAnswer& answer);
/// The answer to the field of that name in the forms of an object; nothing where no form has one.
/// Of two fields of one name a ticket gives the last, all others the first.
TemplateValue named_answer(TemplateScope& scope, char object_type, std::int64_t object_id,
                           const std::string& name);
/// The same as osTicket shows it to people.
std::string named_answer_text(TemplateScope& scope, char object_type, std::int64_t object_id,
                              const std::string& name);

/// The address of the help desk without a slash at its end.
std::string base_url(const HelpDesk& desk);

}  // namespace ost::domain
