// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace ost::mail {

/// Whom a message is from or for. `name` is UTF-8 and may be empty.
struct Mailbox {
  std::string name;
  std::string address;
};

/// The address as mail servers understand it: a domain of other letters in Punycode, a local part
/// with blanks or marks in quotes. Fails where there is no such form: no `@`, an empty side,
/// control characters, letters beyond ASCII before the `@`, more than 320 bytes.
base::Result<std::string> ascii_address(std::string_view address);

/// A header that has no member of its own in Message.
struct Header {
  std::string name;
  std::string value;
};

/// A file that comes with a message.
struct Attachment {
  std::string name;
  std::string type;  ///< such as image/png; application/octet-stream where it is none
  std::string content;
};

/// A file that the markup shows by `cid:` and this id, without angle brackets.
struct InlinePart {
  std::string content_id;
  Attachment file;
};

/// All text is UTF-8; ids stand without their angle brackets.
struct Message {
  Mailbox from;
  std::vector<Mailbox> to;
  std::vector<Mailbox> cc;
  std::optional<Mailbox> sender{};
  std::optional<Mailbox> reply_to{};
  std::string envelope_sender;  ///< Return-Path; empty is the null path, to which nothing bounces
  std::string subject;
  std::string message_id;
  std::string in_reply_to{};
  std::vector<std::string> references{};
  std::vector<Header> headers{};
  std::int64_t date = 0;  ///< seconds since 1970, written in UTC
  std::string text;
  std::optional<std::string> html{};
  std::vector<InlinePart> inline_parts{};
  std::vector<Attachment> attachments{};
};

/// Makes GMime and libcurl ready, once per process and before any thread uses them. Only in a
/// child of httpd: GMime registers types for the life of the process, which must not outlive the
/// library, and httpd's parent unloads its modules at every restart. It registers some of them at
/// their first use without a lock, so each is used here; then any number of threads may write.
class Libraries {
 public:
  Libraries();
  ~Libraries();
  Libraries(const Libraries&) = delete;
  Libraries& operator=(const Libraries&) = delete;
};

/// The message as RFC 5322 and MIME have it: ASCII, lines of at most 998 bytes that end in CR LF.
/// Line breaks and NUL inside a header's value are left out, as osTicket does with the subject.
/// Fails for an address, a header's name or a Message-ID that no header can hold; a reference that
/// is none is left out, as osTicket does. Needs a `Libraries` object.
base::Result<std::string> write_message(const Message& message);

}  // namespace ost::mail
