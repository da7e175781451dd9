// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mail/address.hpp"

namespace ost::mail {

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

}  // namespace ost::mail
