// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>

#include "db/people/organizations.hpp"
#include "domain/create/new_ticket.hpp"
#include "domain/filters/filter_actions.hpp"
#include "domain/forms/ticket_forms.hpp"

namespace ost::domain {

/// The topic that was asked for, of the request or of a filter; 0: none.
std::int64_t asked_topic(const FilterVerdict& verdict, std::optional<std::int64_t> requested);

/// True when a topic's own forms count: it was asked for, exists and is active (Topic::isActive).
bool has_topic_forms(const HelpDesk& desk, std::int64_t asked_topic);

/// What a ticket is to get, before anybody asks whether it can.
struct Routing {
  const db::HelpTopicRow* topic = nullptr;  ///< nullptr: none
  const char* warning = nullptr;            ///< what is said of the topic that was asked for
  std::int64_t dept_id = 0;
  std::int64_t status_id = 0;
  std::optional<std::int64_t> staff_id{};
  std::optional<std::int64_t> team_id{};
  std::int64_t sla_id = 0;  ///< of filter or topic; 0: the SLA follows from the department
};

/// What the request asks for.
struct Asked {
  std::int64_t topic_id = 0;  ///< see `asked_topic`
  Wishes wishes{};
};

/// Topic, department, status, SLA, agent and team, in this order of precedence: filter, request,
/// topic, organisation, system default (the mapping in Ticket::create). A topic that is not active
/// still counts, as in osTicket, but without its forms.
Routing route(const HelpDesk& desk, const Asked& asked, const FilterVerdict& verdict,
              const db::OrganizationRow& organization);

/// The forms with the priority of filter, topic or help desk, where the request names none.
TicketForms with_priority(TicketForms forms, const HelpDesk& desk, const FilterVerdict& verdict,
                          const db::HelpTopicRow* topic);

}  // namespace ost::domain
