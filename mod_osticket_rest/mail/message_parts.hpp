// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "mail/message.hpp"

namespace ost::mail {

/// Writes one header, folded so that its lines stay within 76 bytes where words allow. GMime's own
/// writer is not used: it leaves text that looks like an encoded word as it is, and puts quoted
/// strings beside encoded words, which not every reader takes apart.
class HeaderLine {
 public:
  HeaderLine(std::string& out, std::string_view name);

  /// Free text: as it is when it is plain ASCII, else as encoded words (RFC 2047) of UTF-8.
  void text(std::string_view value);
  /// A name and an address of ASCII, in angle brackets.
  void mailbox(std::string_view name, std::string_view address);
  /// ASCII that is not to be folded inside, such as `<id>`.
  void word(std::string_view word) { append(" ", word); }
  /// A mark directly behind what is there, such as a comma.
  void mark(char mark);
  void end();

 private:
  void append(std::string_view blanks, std::string_view word);
  void encoded(std::string_view text);
  void fold();

  std::string& out_;
  std::size_t column_;
};

/// The text without what would end a header: line breaks and NUL; bytes that are no UTF-8 become
/// U+FFFD.
std::string one_line(std::string_view text);

/// The body of a message with the headers that describe it, from `Content-Type` on: text and markup
/// as alternatives, with the parts that the markup shows beside them, with the attachments last.
std::string write_mime_tree(const Message& message);

}  // namespace ost::mail
