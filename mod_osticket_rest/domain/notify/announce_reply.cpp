// SPDX-License-Identifier: MIT
#include "domain/notify/announcement.hpp"
#include "domain/notify/message_id.hpp"

namespace ost::domain {
namespace {

using Signature = TicketReplied::Signature;

// The name that the agent wants to write under, else that of the account
// (Staff::getReplyFromNameType).
std::string from_name(const HelpDesk& desk, const db::StaffRow& agent,
                      const db::DepartmentRow& dept, const std::string& account_name) {
  const auto chosen = desk.config.find({"staff." + std::to_string(agent.id), "default_from_name"});
  if (chosen == desk.config.end()) return account_name;
  if (chosen->second == "mine" && desk.setting_number("hide_staff_name") == 0)
    return agent_name_text(desk, agent);
  if (chosen->second == "dept" && dept.is_public) return dept.name;
  return account_name;
}

TemplateValue signature_of(const Announcement& about, const TicketReplied& event) {
  const db::StaffRow* agent = about.desk().agent(event.agent_id);
  if (event.signature == Signature::kMine && agent) return TemplateValue::markup(agent->signature);
  return event.signature == Signature::kDepartment ? about.signature() : TemplateValue::markup("");
}

TemplateRoots roots_of(Announcement& about, const TicketReplied& event) {
  TemplateScope& scope = about.scope();
  TemplateRoots roots{{"response", entry_value(scope, event.response)},
                      {"signature", signature_of(about, event)},
                      {"staff", agent_value(scope, event.agent_id)},
                      {"poster", agent_value(scope, event.agent_id)}};
  // The owner alone gets a link that opens the ticket, though others are on it.
  if (event.recipients.owner && event.recipients.size() == 1 && event.has_collaborators)
    roots.emplace_back("recipient.ticket_link",
                       TemplateValue::plain(ticket_link(scope, event.ticket.user_id, false)));
  return roots;
}

const db::EmailAccountRow* account_of(const HelpDesk& desk, const db::DepartmentRow& dept,
                                      std::int64_t chosen_id) {
  const db::EmailAccountRow* chosen = desk.email_account(chosen_id);
  return chosen ? chosen : department_account(desk, dept);
}

}  // namespace

// One message to the owner and, as copies, to the collaborators.
base::Status announce(const TicketReplied& event, NotifyContext& context, const SendMail& send) {
  Announcement about(event.ticket, context, send);
  const db::DepartmentRow* dept = about.dept();
  const db::StaffRow* agent = about.desk().agent(event.agent_id);
  const auto* account = dept ? account_of(about.desk(), *dept, event.from_email_id) : nullptr;
  const auto text = dept ? mail_text(about.desk(), *dept, "ticket.reply") : std::nullopt;
  if (!account || !text || !agent) return {};
  about.scope().recipient = {TemplateRecipient::Kind::kOwner, event.ticket.user_id};
  Letterhead head = about.letter_to(event.recipients, *account, event.response.id);
  head.from_name = from_name(about.desk(), *agent, *dept, account->name);
  return about.post(*text, roots_of(about, event), std::move(head));
}

}  // namespace ost::domain
