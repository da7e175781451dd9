// SPDX-License-Identifier: MIT
// A message as the outbox keeps it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/notify/outgoing.hpp"

namespace ost::domain {

/// All of a message but its id and whom it still has to reach. Files are named by their ids and
/// keys, so that one file of thousand messages is kept once.
struct QueuedMail {
  Mailbox from;
  std::vector<Mailbox> to;
  std::vector<Mailbox> cc{};
  std::string subject;
  std::string text;
  std::optional<std::string> html{};
  MailKind kind = MailKind::kPlain;
  db::AnsweredMail answers{};
  std::vector<db::FileReference> attachments{};
  std::vector<std::string> inline_keys{};
};

/// As text, ASCII, and back; empty for what is none.
std::string encode_mail(const QueuedMail& mail);
std::optional<QueuedMail> decode_mail(std::string_view text);

/// Addresses as the outbox keeps them.
std::string encode_addresses(const std::vector<std::string>& addresses);
std::vector<std::string> decode_addresses(std::string_view text);

}  // namespace ost::domain
