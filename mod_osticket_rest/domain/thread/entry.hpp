// SPDX-License-Identifier: MIT
// An entry of a thread that exists: reply, note, message.
#pragma once

#include <string>

#include "db/tickets/new_ticket.hpp"
#include "domain/desk/help_desk.hpp"
#include "domain/notify/event.hpp"

namespace ost::domain {

/// The text of an entry as the thread keeps it, in osTicket's format "html" or "text".
struct EntryText {
  std::string body;
  std::string format;
};

/// Makes it of what a client sent as `member` (its name in the request), by the rules of a new
/// ticket's message; needs no row. kInvalidFields for what says nothing and for what no entry can
/// hold (ThreadEntryBody::clean, ThreadEntry::create).
base::Result<EntryText> prepare_entry(const HelpDesk& desk, const char* member,
                                      const std::string& text);

/// The same of a text that is markup, whatever it holds; text of it where the help desk has rich
/// text off.
base::Result<EntryText> prepare_markup(const HelpDesk& desk, const char* member,
                                       const std::string& markup);

/// A title as entries have it: tags cleaned, special characters encoded.
std::string entry_title(const std::string& title);

/// Writes an entry, whose flags gain those of its format and of an author who is nobody, and the
/// search row of one that somebody wrote (ThreadEntry::create, SearchInterface::update).
base::Result<EntryView> write_entry(db::Connection& connection, db::NewEntryRow entry);

}  // namespace ost::domain
