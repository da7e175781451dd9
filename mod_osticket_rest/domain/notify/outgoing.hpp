// SPDX-License-Identifier: MIT
// A message that is to be sent, decided and written, before it becomes MIME.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/tickets/template_data.hpp"
#include "domain/notify/message_id.hpp"

namespace ost::domain {

struct Mailbox {
  std::string name;  ///< "" for the address alone
  std::string address;
};

/// Which headers tell mail programs that no person wrote this (Mailer::send, its options
/// `autoreply` and `notice`).
enum class MailKind { kPlain, kAutoReply, kNotice };

struct Outgoing {
  std::int64_t account_id = 0;  ///< the help desk's address that sends it
  Mailbox from;
  std::vector<Mailbox> to;
  std::vector<Mailbox> cc{};
  std::string subject;  ///< one line of plain text
  std::string html;     ///< "" where the help desk sends plain text alone
  std::string text;     ///< the same as plain text
  MailKind kind = MailKind::kPlain;
  MessageTag tag{};
  db::AnsweredMail answers{};
  bool has_reference = true;  ///< the text ends with the Message-ID
  /// The line above which an answer is written, as markup; empty for mail that asks for no answer.
  std::optional<std::string> reply_separator{};
  std::vector<db::FileReference> attachments{};
  std::vector<std::string>
      inline_keys{};  ///< keys of the files that `html` shows as cid:KEY@domain
};

/// The markup as it is sent: behind the line above which an answer is written, which names the
/// message.
std::string html_to_send(const Outgoing& message, const std::string& message_id);

/// The text as it is sent, with the Message-ID as its last line where the message has one.
std::string text_to_send(const Outgoing& message, const std::string& message_id);

}  // namespace ost::domain
