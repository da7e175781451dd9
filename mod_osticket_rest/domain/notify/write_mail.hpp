// SPDX-License-Identifier: MIT
#pragma once

#include "domain/notify/mail_text.hpp"
#include "domain/notify/outgoing.hpp"
#include "domain/notify/template_engine.hpp"
#include "domain/notify/template_scope.hpp"

namespace ost::domain {

/// All of a message but its words.
struct Letterhead {
  const db::EmailAccountRow& account;
  Mailbox to;
  MailKind kind = MailKind::kPlain;
  MessageTag tag{};
  std::vector<db::FileReference> attachments{};
  std::vector<Mailbox> cc{};
  std::string from_name{};  ///< "": the account's
};

/// The message that a template gives (Mailer::send). One about an entry of the thread starts with
/// the line above which an answer is written. Files that variables name come with it.
Outgoing write_mail(TemplateScope& scope, const MailText& text, const TemplateRoots& roots,
                    Letterhead head);

/// A message of plain text alone, such as the system writes to the administrator; it names its
/// Message-ID nowhere in the text.
Outgoing write_plain_mail(Letterhead head, const std::string& subject, std::string text);

}  // namespace ost::domain
