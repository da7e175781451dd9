// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "db/people/people.hpp"
#include "domain/create/new_ticket.hpp"
#include "domain/filters/filters.hpp"
#include "domain/forms/form_entry.hpp"

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

/// The priority that filter or request ask for, the request by osTicket's `priorityId`; 0: none.
std::int64_t asked_priority(const FilterVerdict& verdict, const Wishes& wishes);

/// The forms with the priority that was asked for, or the topic's or help desk's, where the form
/// has none (Ticket::create): one sent as the form's field counts before all of them.
TicketForms with_priority(TicketForms forms, const HelpDesk& desk, std::int64_t asked,
                          const db::HelpTopicRow* topic);

/// The status that a new ticket gets, and how it came to it.
struct InitialStatus {
  enum class How {
    kDefault,  ///< the help desk's
    kSet,      ///< another open one
    kClosed,   ///< closed on arrival
    kKept,     ///< the help desk's, as something that closing requires is missing
  };
  std::int64_t id = 0;
  How how = How::kDefault;

  bool is_closed() const { return how == How::kClosed; }
};

/// The help desk's default, or the status that filter or topic want if a new ticket may have it:
/// open, or closed when nothing is missing that closing requires (the status part of
/// Ticket::create, Ticket::setStatus).
InitialStatus initial_status(const HelpDesk& desk, const Routing& routing,
                             const TicketForms& forms);

/// Where a new ticket is and who has it.
struct Placement {
  std::int64_t topic_id = 0;
  std::int64_t dept_id = 0;
  std::int64_t sla_id = 0;
  InitialStatus status;
  std::int64_t staff_id = 0;
  std::int64_t team_id = 0;
  std::optional<std::string> est_duedate{};
};

/// What a ticket gets of what it is to get: the SLA, a status it may have, the agent and the team
/// if they are available and it is open (Ticket::assignToStaff, Ticket::assignToTeam), and when it
/// is due. `now` is database time.
Placement place(const HelpDesk& desk, const Routing& routing, const TicketForms& forms,
                const std::string& now);

/// What is said of a request's agent or team that the ticket did not get.
std::vector<std::string> unmet_wishes(const Wishes& wishes, const Placement& placement);

}  // namespace ost::domain
