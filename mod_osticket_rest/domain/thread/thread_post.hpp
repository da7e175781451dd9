// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "db/people/users.hpp"
#include "domain/desk/help_desk.hpp"
#include "domain/notify/ticket_view.hpp"

namespace ost::domain {

/// A message as its thread will hold it.
struct PreparedPost {
  std::string text;  ///< as it came, which filters see
  std::string title;
  std::string body;
  std::string format;  ///< html, text
  bool title_is_cut = false;
};

/// Prepares body, format and title of a message: cleaned markup where the help desk has rich text
/// on, encoded text otherwise. kInvalidFields for a body that no thread entry can hold
/// (ThreadEntry::create). Needs no row.
base::Result<PreparedPost> prepare_message(const HelpDesk& desk, const std::string& subject,
                                           const std::string& message);

/// The active collaborators who get a message as well.
struct Recipients {
  std::size_t count = 0;
  std::optional<std::string> json{};  ///< {"cc":{"3":"Name <address>"}}, by collaborator ids
};

/// Who wrote a message, where and how.
struct MessageOrigin {
  std::int64_t thread_id = 0;
  const db::UserRow& user;
  const Recipients& recipients;
  std::string source;
  std::string client_address;
  std::string now;  ///< database time
  bool opens_ticket = false;
};

/// Writes a user's message (Thread::addMessage).
base::Result<EntryView> write_message(db::Connection& connection, const HelpDesk& desk,
                                      const PreparedPost& post, const MessageOrigin& origin);

}  // namespace ost::domain
