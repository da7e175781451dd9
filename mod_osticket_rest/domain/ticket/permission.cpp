// SPDX-License-Identifier: MIT
#include "domain/ticket/permission.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "domain/desk/agent.hpp"

namespace ost::domain {
namespace {

using base::Errc;
using base::Error;

/// A deed, the permissions one of which it needs (none: a part in the ticket is enough), and what
/// osTicket says to those who have none.
struct Rule {
  Deed deed;
  const char* permission;
  const char* or_permission;
  const char* words;
};

constexpr Rule kRules[] = {
    {Deed::kSee, nullptr, nullptr, ""},
    {Deed::kReply, "ticket.reply", nullptr, "Action denied. Contact admin for access"},
    {Deed::kClose, "ticket.close", nullptr, "You do not have permission to resolve/close tickets"},
    {Deed::kReopen, "ticket.close", "ticket.create",
     "You do not have permission to reopen tickets"},
    {Deed::kDelete, "ticket.delete", nullptr, "You do not have permission to delete tickets"},
    {Deed::kDeleteByStatus, "ticket.delete", nullptr,
     "You do not have permission to archive/delete tickets"},
    {Deed::kAssign, "ticket.assign", nullptr, "Permission denied"},
    {Deed::kRelease, "ticket.release", nullptr, "Permission denied"},
    {Deed::kTransfer, "ticket.transfer", nullptr, "Permission denied"},
    {Deed::kEdit, "ticket.edit", nullptr, "Permission denied"},
    {Deed::kChangeOwner, "ticket.edit", nullptr,
     "Permission Denied. You are not allowed to edit tickets"},
    {Deed::kMarkAnswered, "ticket.markanswered", nullptr, "Permission denied"},
    {Deed::kMarkOverdue, "", nullptr,
     "Permission Denied. You are not allowed to flag tickets overdue"},
    {Deed::kMerge, "ticket.merge", nullptr,
     "You do not have permission to merge the selected Tickets"},
    {Deed::kLink, "ticket.link", nullptr,
     "You do not have permission to link the selected Tickets"},
    {Deed::kUnlink, "ticket.link", nullptr, "Access Denied"},
};

constexpr char kNoPart[] = "Access denied. Contact admin if you believe this is in error";
constexpr char kNoAgent[] = "Unknown, inactive or absent agent";

Error forbidden(const char* words) {
  return Error{Errc::kForbidden, words, "", {}};
}

const Rule& rule_of(Deed deed) {
  return *std::find_if(std::begin(kRules), std::end(kRules),
                       [&](const Rule& rule) { return rule.deed == deed; });
}

bool has_part(const TicketAction& action, const Agent& agent) {
  return agent.can_access(action.ticket.dept_id) ||
         is_assigned_to(action.desk(), action.ticket, agent) ||
         is_referred(action.referrals, agent);
}

// What managers may without a permission, or they alone.
bool may_as_manager(const Agent& agent, const db::TicketRow& ticket, Deed deed) {
  if (deed == Deed::kRelease) return agent.manages(agent.row().dept_id);
  if (deed == Deed::kMarkAnswered || deed == Deed::kMarkOverdue)
    return agent.manages(ticket.dept_id);
  return false;
}

}  // namespace

Error agent_required() {
  return Error{Errc::kAgentRequired, "This needs a key that acts for an agent", "", {}};
}

base::Result<std::optional<Agent>> find_acting_agent(const HelpDesk& desk, std::int64_t agent_id) {
  if (agent_id == 0) return std::optional<Agent>();
  const Staff* row = desk.agent(agent_id);
  if (!row || !is_available(*row)) return forbidden(kNoAgent);
  return std::optional<Agent>(Agent(desk, *row));
}

base::Status may(const TicketAction& action, Deed deed) {
  if (!action.agent) return agent_required();
  const Agent& agent = *action.agent;
  if (!has_part(action, agent)) return forbidden(kNoPart);
  const Rule& rule = rule_of(deed);
  if (!rule.permission || may_as_manager(agent, action.ticket, deed)) return {};
  const auto assigned = is_assigned_to(action.desk(), action.ticket, agent) ? Agent::Assigned::kYes
                                                                            : Agent::Assigned::kNo;
  const auto holds = [&](const char* permission) {
    return permission && agent.holds(permission, action.ticket.dept_id, assigned);
  };
  if (holds(rule.permission) || holds(rule.or_permission)) return {};
  return forbidden(rule.words);
}

}  // namespace ost::domain
