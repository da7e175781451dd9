// SPDX-License-Identifier: MIT
// What administrators have set up, one object each, as the catalogues show it.
#pragma once

#include "api/auth/key_scope.hpp"
#include "api/json/json_writer.hpp"
#include "domain/desk/help_desk.hpp"

namespace ost::api {

/// The help desk, and how much of it the key may see.
struct DeskView {
  const domain::HelpDesk& desk;
  KeyScope scope;
};

void write_status(JsonWriter& json, const domain::TicketStatus& status, const DeskView& view);
void write_department(JsonWriter& json, const db::DepartmentRow& department, const DeskView& view);
/// With its forms and their fields, but for those that the topic turns off.
void write_topic(JsonWriter& json, const db::HelpTopicRow& topic, const DeskView& view);
void write_priority(JsonWriter& json, const db::PriorityRow& priority, const DeskView& view);
/// Without an address, unless the key may see those of people.
void write_agent(JsonWriter& json, const domain::Staff& agent, const DeskView& view);
void write_team(JsonWriter& json, const db::TeamRow& team, const DeskView& view);
void write_sla(JsonWriter& json, const db::SlaRow& sla, const DeskView& view);
/// With its choices, where it has any.
void write_field(JsonWriter& json, const domain::FieldDefinition& field, const DeskView& view);

/// True for a field that clients fill in: of the forms of tickets, users and organizations.
bool is_shown(const domain::FieldDefinition& field, const DeskView& view);

}  // namespace ost::api
