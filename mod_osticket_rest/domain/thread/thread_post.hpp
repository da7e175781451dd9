// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/people/people.hpp"
#include "domain/desk/help_desk.hpp"
#include "domain/notify/mailing_list.hpp"
#include "domain/notify/ticket_view.hpp"
#include "domain/thread/attachments.hpp"

namespace ost::domain {

/// A message as its thread will hold it.
struct PreparedPost {
  std::string text;  ///< as it came, which filters see
  std::string title;
  std::string body;
  std::string format;  ///< html, text
  Attachments attachments{};
  std::vector<std::string> warnings{};
};

/// What a client wrote.
struct SentMessage {
  const std::string& subject;
  const std::string& message;
  const SentFiles& files;
};

/// Prepares body, format, title and files of a message: cleaned markup where the help desk has rich
/// text on, encoded text otherwise. kInvalidFields for a message or a file that is not encoded as
/// it says (ThreadEntry::create). Needs no row.
base::Result<PreparedPost> prepare_message(const HelpDesk& desk, const SentMessage& sent);

/// Who wrote a message, where and how.
struct MessageOrigin {
  std::int64_t thread_id = 0;
  const db::UserRow& user;
  const MailingList& copied;  ///< the active collaborators, who get it as well
  std::string source;
  std::string client_address;
  std::string now;  ///< database time
  bool opens_ticket = false;
};

/// Writes a user's message with its files, those that were sent being stored already, and before it
/// a note for each that was refused (Thread::addMessage). The view has the whole body, also where
/// it is kept as a file.
base::Result<EntryView> write_message(AttachmentWriter& files, const HelpDesk& desk,
                                      const PreparedPost& post, const MessageOrigin& origin);

}  // namespace ost::domain
