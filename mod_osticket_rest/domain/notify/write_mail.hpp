// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/desk/help_desk.hpp"
#include "domain/notify/outgoing.hpp"
#include "domain/notify/template_engine.hpp"
#include "domain/notify/template_scope.hpp"

namespace ost::domain {

/// Subject and body of a template, with their variables.
struct MailText {
  std::string subject;
  std::string body;  ///< markup
};

/// The text of that name ("ticket.autoresp") in the department's set of templates, or in the help
/// desk's where the department has none. What the set lacks is a short English text of our own, as
/// osTicket then takes one of its files. Empty when there is no set at all: osTicket sends nothing
/// then (Dept::getTemplate, EmailTemplateGroup::getMsgTemplate).
std::optional<MailText> mail_text(const HelpDesk& desk, const db::DepartmentRow& dept,
                                  std::string_view name);

/// All of a message but its words.
struct Letterhead {
  const db::EmailAccountRow& account;
  Mailbox to;
  MailKind kind = MailKind::kPlain;
  MessageTag tag{};
  std::vector<db::FileReference> attachments{};
  std::vector<Mailbox> cc{};
  std::string from_name{};  ///< "": the account's
  db::AnsweredMail answers{};
};

/// The message that a template gives (Mailer::send). One about an entry of the thread starts with
/// the line above which an answer is written. Files that variables name come with it.
Outgoing write_mail(TemplateScope& scope, const MailText& text, const TemplateRoots& roots,
                    Letterhead head);

/// A message of plain text alone, such as the system writes to the administrator; it names its
/// Message-ID nowhere in the text.
Outgoing write_plain_mail(Letterhead head, const std::string& subject, std::string text);

}  // namespace ost::domain
