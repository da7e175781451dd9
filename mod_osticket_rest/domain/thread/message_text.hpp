// SPDX-License-Identifier: MIT
// The first message: what a client sent, and what the thread keeps of it.
#pragma once

#include <string>

#include "base/result.hpp"
#include "domain/desk/help_desk.hpp"
#include "domain/text/html.hpp"

namespace ost::domain {

/// A message as it was sent: a text, or the text of a data address ("data:text/html;base64,…").
struct MessageText {
  enum class Kind {
    kText,   ///< markup when it holds an element that HTML knows
    kHtml,   ///< always markup, even where the help desk has no rich text
    kPlain,  ///< never markup
  };
  std::string text;
  Kind kind = Kind::kText;
};

/// Reads a message by RFC 2397 when it begins like a data address, with its charset and base64;
/// without a charset it is Latin 1, as osTicket has it (Format::parseRfc2397,
/// ApiJsonDataParser::fixup). Any other text is the message itself. kInvalidFields for an address
/// that is cut short, empty, or not the text its charset says.
base::Result<MessageText> read_message(const std::string& message);

/// What the thread keeps of a message, in osTicket's format "html" or "text".
struct MessageBody {
  std::string body;
  std::string format;
};
enum class RichText { kOff, kOn };

/// What the help desk has set (OsticketConfig::isRichTextEnabled).
RichText rich_text_of(const HelpDesk& desk);

/// Who writes a text, which tells how osTicket cleans it: the first message of a ticket once,
/// whatever is posted on one twice. Empty paragraphs of a person are lines, of those in a form's
/// comments only what the form has left empty (ThreadEntryBody::clean,
/// HtmlThreadEntryBody::getClean).
enum class Writer { kRequest, kNobody, kForm, kPerson };

/// Cleans markup, and keeps every word of what is none: it is encoded, and its line breaks are
/// <br /> (ThreadEntry::create). `images` says where the images of markup lie; nullptr: where they
/// say.
MessageBody make_body(const MessageText& message, RichText rich_text,
                      ImageSources* images = nullptr, Writer writer = Writer::kRequest);

/// The body of a text that is no markup, in osTicket's format "text" (TextThreadEntryBody).
std::string plain_body(const std::string& message);

}  // namespace ost::domain
