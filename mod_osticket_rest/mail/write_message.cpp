// SPDX-License-Identifier: MIT
#include "mail/message.hpp"

#include <curl/curl.h>
#include <gmime/gmime.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

#include "mail/message_parts.hpp"

namespace ost::mail {
namespace {

using base::Status;

constexpr std::size_t kLongestId = 900;  // a line ends after 998 bytes, and an id cannot be folded

base::Error refused(const char* reason) {
  return base::Error{base::Errc::kInvalidParameter, reason, {}, {}};
}

bool is_id(std::string_view id) {
  return !id.empty() && id.size() <= kLongestId && std::all_of(id.begin(), id.end(), [](char c) {
    return c > ' ' && c <= '~' && c != '<' && c != '>';
  });
}

bool is_header_name(std::string_view name) {
  return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](char c) {
    return c > ' ' && c <= '~' && c != ':';
  });
}

std::string bracketed(std::string_view id) {
  return "<" + std::string(id) + ">";
}

Status write_mailboxes(std::string& out, std::string_view name,
                       const std::vector<Mailbox>& mailboxes) {
  if (mailboxes.empty()) return {};
  HeaderLine line(out, name);
  for (std::size_t i = 0; i < mailboxes.size(); ++i) {
    const auto address = ascii_address(mailboxes[i].address);
    if (!address) return address.error();
    if (i > 0) line.mark(',');
    line.mailbox(mailboxes[i].name, *address);
  }
  line.end();
  return {};
}

Status write_mailbox(std::string& out, std::string_view name,
                     const std::optional<Mailbox>& mailbox) {
  return mailbox ? write_mailboxes(out, name, {*mailbox}) : Status();
}

Status write_return_path(std::string& out, const Message& message) {
  std::string path;
  if (!message.envelope_sender.empty()) {
    const auto address = ascii_address(message.envelope_sender);
    if (!address) return address.error();
    path = *address;
  }
  HeaderLine line(out, "Return-Path");
  line.word(bracketed(path));
  line.end();
  return {};
}

Status write_people(std::string& out, const Message& message) {
  if (message.to.empty() && message.cc.empty()) return refused("the message is for nobody");
  for (const Status& written :
       {write_return_path(out, message), write_mailboxes(out, "From", {message.from}),
        write_mailbox(out, "Sender", message.sender), write_mailboxes(out, "To", message.to),
        write_mailboxes(out, "Cc", message.cc), write_mailbox(out, "Reply-To", message.reply_to)})
    if (!written) return written;
  return {};
}

// References come from mails of others; what is no id would make the whole header unreadable.
void write_ids(std::string& out, std::string_view name, const std::vector<std::string>& ids) {
  if (std::none_of(ids.begin(), ids.end(), is_id)) return;
  HeaderLine line(out, name);
  for (const std::string& id : ids)
    if (is_id(id)) line.word(bracketed(id));
  line.end();
}

struct FreeText {
  void operator()(char* text) const { g_free(text); }
};
struct FreeDate {
  void operator()(GDateTime* date) const { g_date_time_unref(date); }
};

Status write_date(std::string& out, std::int64_t seconds) {
  const std::unique_ptr<GDateTime, FreeDate> date(g_date_time_new_from_unix_utc(seconds));
  if (!date) return refused("the message has no date");
  const std::unique_ptr<char, FreeText> text(g_mime_utils_header_format_date(date.get()));
  HeaderLine line(out, "Date");
  line.text(text.get());
  line.end();
  return {};
}

Status write_extra(std::string& out, const std::vector<Header>& headers) {
  for (const Header& header : headers) {
    if (!is_header_name(header.name)) return refused("a header of the message has no name");
    HeaderLine line(out, header.name);
    line.text(header.value);
    line.end();
  }
  return {};
}

// A message with every kind of part, in every encoding.
void use_all_types() {
  Message message;
  message.text = "\xC3\xA4";
  message.html = std::string(200, 'x') + "\xC3\xA4";
  const Attachment file{"\xC3\xA4.txt", "text/plain", "x"};
  message.inline_parts.push_back({"id", file});
  message.attachments.push_back(file);
  write_mime_tree(message);
}

}  // namespace

base::Result<std::string> write_message(const Message& message) {
  if (!is_id(message.message_id)) return refused("the message has no id");
  std::string out;
  if (const Status people = write_people(out, message); !people) return people.error();
  HeaderLine subject(out, "Subject");
  subject.text(message.subject);
  subject.end();
  if (const Status date = write_date(out, message.date); !date) return date.error();
  write_ids(out, "Message-ID", {message.message_id});
  write_ids(out, "In-Reply-To", {message.in_reply_to});
  write_ids(out, "References", message.references);
  if (const Status extra = write_extra(out, message.headers); !extra) return extra.error();
  out += "MIME-Version: 1.0\r\n";
  return out + write_mime_tree(message);
}

Libraries::Libraries() {
  if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
    throw std::runtime_error("libcurl cannot be used");
  g_mime_init();
  use_all_types();
}

Libraries::~Libraries() {
  g_mime_shutdown();
  curl_global_cleanup();
}

}  // namespace ost::mail
