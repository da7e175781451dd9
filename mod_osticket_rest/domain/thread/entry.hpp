// SPDX-License-Identifier: MIT
// An entry of a thread that exists: reply, note, message.
#pragma once

#include <optional>
#include <string>

#include "db/tickets/new_ticket.hpp"
#include "domain/desk/help_desk.hpp"
#include "domain/notify/event.hpp"
#include "domain/thread/attachments.hpp"
#include "domain/thread/message_text.hpp"

namespace ost::domain {

/// The text of an entry as the thread keeps it, in osTicket's format "html" or "text".
struct EntryText {
  std::string body;
  std::string format;
  Attachments attachments{};
};

/// Makes it of what a client sent as `member` (its name in the request) and of the files beside it,
/// by the rules of a new ticket's message; needs no row. kInvalidFields for what says nothing and
/// for what is not encoded as it says (ThreadEntryBody::clean, ThreadEntry::create).
base::Result<EntryText> prepare_entry(const HelpDesk& desk, Writer writer, const char* member,
                                      const std::string& text, const SentFiles& files = {});

/// The comments of an agent, for the ways in which osTicket makes a note of them.
struct Comments {
  EntryText posted;  ///< by the help desk's own setting for rich text (Ticket::postNote)
  EntryText logged;  ///< always markup (Ticket::logNote)
  /// The same of another status, whose empty paragraphs are lines (Ticket::setStatus); empty where
  /// there are none.
  std::optional<EntryText> of_status{};
};
base::Result<Comments> prepare_comments(const HelpDesk& desk, const std::string& comments);

/// A text of osTicket's own as Ticket::logNote makes a note of it.
base::Result<EntryText> prepare_logged(const std::string& text);

/// Files of an entry whose text is not the client's.
base::Result<EntryText> prepare_files_alone(const HelpDesk& desk, const SentFiles& files);

/// The same of a text that is markup, whatever it holds; text of it where the help desk has rich
/// text off.
base::Result<EntryText> prepare_markup(const HelpDesk& desk, const char* member,
                                       const std::string& markup);

/// A title as entries have it: tags cleaned, special characters encoded.
std::string entry_title(const std::string& title);

/// Writes an entry, whose flags gain those of its format and of an author who is nobody, and the
/// search row of one that somebody wrote (ThreadEntry::create, SearchInterface::update); before it
/// a note for each file that is not taken, with it its attachments, of which those that were sent
/// are stored already. The view has the whole body, also where it is kept as a file.
base::Result<EntryView> write_entry(AttachmentWriter& files, db::NewEntryRow entry);

}  // namespace ost::domain
