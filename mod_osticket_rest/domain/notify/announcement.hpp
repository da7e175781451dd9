// SPDX-License-Identifier: MIT
// What announcing any event needs: the words, the recipients, and the sending.
#pragma once

#include <set>
#include <string>

#include "domain/notify/announce.hpp"
#include "domain/notify/mail_accounts.hpp"
#include "domain/notify/template_objects.hpp"
#include "domain/notify/write_mail.hpp"

namespace ost::domain {

/// What the messages of one event share.
class Announcement {
 public:
  Announcement(const TicketView& ticket, NotifyContext& context, const SendMail& send);

  const HelpDesk& desk() const { return desk_; }
  TemplateScope& scope() { return scope_; }
  const db::DepartmentRow* dept() const { return dept_; }
  bool is_on(const char* setting) const { return desk_.setting_number(setting) != 0; }

  db::UserRow owner() { return scope_.read(scope_.source.user(scope_.ticket.user_id)); }
  Mailbox owner_mailbox() { return mailbox_of(owner()); }
  Mailbox mailbox_of(const db::UserRow& user) const;
  /// Who manages the organisation of a user: "s2", "t1", "".
  std::string account_manager_of(std::int64_t user_id);
  /// The department's, which a private one does not show.
  TemplateValue signature() const;

  /// The head of a message about an entry that the owner and, as copies, collaborators get, with
  /// its files where the help desk mails files.
  Letterhead letter_to(const MailingList& list, const db::EmailAccountRow& account,
                       std::int64_t entry_id);

  /// Writes and sends; the recipient of the scope is whom it speaks to.
  base::Status post(const MailText& text, TemplateRoots roots, Letterhead head);
  /// Sends; nothing goes to nobody, as a user or an agent may have lost his address.
  base::Status deliver(Outgoing message);

 private:
  const HelpDesk& desk_;
  TemplateScope scope_;
  const db::DepartmentRow* dept_;
  const SendMail& send_;
};

/// An id as a tag holds it.
inline std::uint32_t row_id(std::int64_t id) {
  return static_cast<std::uint32_t>(id);
}

/// A message to the owner of the ticket that says it was written by no person; the letterhead's
/// recipient, kind and the person of its tag are set here.
base::Status send_auto_reply(Announcement& about, const char* name, const TemplateRoots& roots,
                             Letterhead head);

/// Alerts to agents and the administrator; an address gets one.
class Alerts {
 public:
  Alerts(Announcement& about, MailText text, MessageTag tag)
      : about_(about), text_(std::move(text)), tag_(tag) {}

  base::Status send_to(const db::StaffRow& agent, const db::EmailAccountRow& account,
                       const TemplateRoots& roots);
  base::Status send_to_administrator(const db::EmailAccountRow& account,
                                     const TemplateRoots& roots);

 private:
  Announcement& about_;
  MailText text_;
  MessageTag tag_;
  std::set<std::string> reached_;
};

}  // namespace ost::domain
