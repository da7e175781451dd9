// SPDX-License-Identifier: MIT
#include "domain/ticket/action.hpp"

#include <algorithm>

#include "base/date_time.hpp"
#include "domain/notify/mail_queue.hpp"
#include "domain/sla/sla.hpp"
#include "domain/ticket/permission.hpp"

namespace ost::domain {
namespace {

using base::Status;

base::Status read_ticket(TicketAction& action, std::int64_t ticket_id) {
  auto ticket = db::lock_ticket(action.connection(), ticket_id);
  if (!ticket) return ticket.error();
  if (ticket->id == 0) return base::Error{base::Errc::kTicketNotFound, "Ticket not found", "", {}};
  auto around = db::read_surroundings(action.connection(), *ticket);
  if (!around) return around.error();
  action.ticket = action.stored = std::move(*ticket);
  action.referrals = std::move(around->referrals);
  action.known_referrals = action.referrals.size();
  action.lock = std::move(around->lock);
  if (action.now.empty()) action.now = std::move(around->now);
  return action.agent ? may(action, Deed::kSee) : Status();
}

}  // namespace

base::Result<TicketAction> begin_action(const ActionContext& context, std::int64_t ticket_id) {
  TicketAction action{context};
  auto agent = find_acting_agent(context.desk, context.actor.agent_id);
  if (!agent) return agent.error();
  action.agent = std::move(*agent);
  if (Status read = read_ticket(action, ticket_id); !read) return read.error();
  return action;
}

base::Result<TicketAction> begin_with(const TicketAction& action, std::int64_t ticket_id) {
  TicketAction other{action.context};
  other.agent = action.agent;
  other.now = action.now;
  if (Status read = read_ticket(other, ticket_id); !read) return read.error();
  return other;
}

Status finish_action(TicketAction& action) {
  Status saved = db::save_ticket(action.connection(), action.stored, action.ticket, action.now);
  if (saved) action.stored = action.ticket;
  return saved;
}

bool is_in_state(const HelpDesk& desk, const db::TicketRow& ticket, std::string_view state) {
  const db::TicketStatusRow* status = desk.status(ticket.status_id);
  return status && status->state == state;
}

bool is_assigned_to(const HelpDesk& desk, const db::TicketRow& ticket, const Agent& agent) {
  return is_in_state(desk, ticket, "open") &&
         (ticket.staff_id == agent.id() || agent.is_in_team(ticket.team_id));
}

Status announce(TicketAction& action, const std::vector<Event>& events) {
  const MailSetup& mail = action.context.mail;
  if (!mail.is_on || !action.desk().has_outbox) return {};
  StoredTemplateSource source(action.connection());
  if (action.owner.id == action.ticket.user_id) source.remember_user(action.owner);
  NotifyContext context{action.desk(), source, mail.secret_salt};
  context.now = database_zone(action.desk()).to_utc(base::parse_date_time(action.now).value_or(0));
  return queue_mail(action.connection(), events, context, action.context.random);
}

TicketActivity activity_of(const TicketAction& action, const EntryView& entry,
                           const std::string& activity, std::int64_t assignee_id) {
  TicketActivity event{action.ticket, entry, activity};
  event.assignee_id = assignee_id;
  if (!action.desk().agent(assignee_id) && is_in_state(action.desk(), action.ticket, "open"))
    event.assignee_id = action.ticket.staff_id;
  // osTicket looks them up once: what the action itself refers opens no ear for it.
  event.referrals.assign(
      action.referrals.begin(),
      action.referrals.begin() + static_cast<std::ptrdiff_t>(action.known_referrals));
  return event;
}

namespace {

auto equals(const db::ReferralRow& to) {
  return [&to](const db::ReferralRow& referral) {
    return referral.type == to.type && referral.id == to.id;
  };
}

}  // namespace

bool is_referred_to(const TicketAction& action, const db::ReferralRow& to) {
  return std::any_of(action.referrals.begin(), action.referrals.end(), equals(to));
}

base::Status refer(TicketAction& action, const db::ReferralRow& to) {
  if (action.thread_id() == 0 || is_referred_to(action, to)) return {};
  base::Status written =
      db::insert_referral(action.connection(), action.thread_id(), to, action.now);
  if (written) action.referrals.push_back(to);
  return written;
}

base::Status drop_referral(TicketAction& action, const db::ReferralRow& to) {
  const auto found = std::find_if(action.referrals.begin(), action.referrals.end(), equals(to));
  if (found == action.referrals.end()) return {};
  if (found - action.referrals.begin() < static_cast<std::ptrdiff_t>(action.known_referrals))
    --action.known_referrals;
  action.referrals.erase(found);
  return db::delete_referral(action.connection(), action.thread_id(), to);
}

namespace {

bool locks_tickets(const HelpDesk& desk) {
  return desk.setting_number("ticket_lock") != 0 && desk.setting_number("autolock_minutes") != 0;
}

// Times of one format compare as text (Lock::isExpired).
bool is_held(const TicketAction& action) {
  return action.ticket.lock_id > 0 && action.lock.id > 0 && action.lock.expire >= action.now;
}

}  // namespace

base::Status check_panel_lock(TicketAction& action) {
  if (!locks_tickets(action.desk()) || !is_held(action)) return {};
  if (action.lock.staff_id == action.agent_id()) return {};
  return base::Error{
      base::Errc::kConflict, "Action Denied. Ticket is locked by someone else!", "", {}};
}

base::Status release_panel_lock(TicketAction& action) {
  if (!is_held(action) || action.lock.staff_id != action.agent_id()) return {};
  action.ticket.lock_id = 0;
  return db::delete_lock(action.connection(), action.lock.id);
}

}  // namespace ost::domain
