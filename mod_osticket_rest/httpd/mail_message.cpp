// SPDX-License-Identifier: MIT
#include "httpd/mail_delivery.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

#include "base/text.hpp"

namespace ost::httpd {
namespace {

std::vector<mail::Mailbox> mailboxes_of(const std::vector<domain::Mailbox>& mailboxes) {
  std::vector<mail::Mailbox> list;
  for (const domain::Mailbox& mailbox : mailboxes) list.push_back({mailbox.name, mailbox.address});
  return list;
}

std::vector<mail::Header> headers_of(domain::MailKind kind) {
  std::vector<mail::Header> headers{{"X-Mailer", "osTicket Mailer"}};
  if (kind == domain::MailKind::kAutoReply) {
    headers.push_back({"Precedence", "auto_reply"});
    headers.push_back({"X-Autoreply", "yes"});
    headers.push_back({"X-Auto-Response-Suppress", "DR, RN, OOF, AutoReply"});
    headers.push_back({"Auto-Submitted", "auto-replied"});
  } else if (kind == domain::MailKind::kNotice) {
    headers.push_back({"X-Auto-Response-Suppress", "OOF, AutoReply"});
    headers.push_back({"Auto-Submitted", "auto-generated"});
  }
  return headers;
}

// The id under which the markup shows the file: its key and the sender's domain, as write_mail has
// put it there.
std::string content_id(const std::string& html, const std::string& key) {
  const std::size_t at = html.find("cid:" + key + "@");
  if (at == std::string::npos) return key;
  const std::size_t end = html.find_first_of("\"'>) \t\r\n&<", at);
  return html.substr(at + 4, end == std::string::npos ? end : end - at - 4);
}

// osTicket keeps ids as they stood in the header, in angle brackets.
std::string bare_id(std::string_view id) {
  id = base::trim(id);
  if (id.size() >= 2 && id.front() == '<' && id.back() == '>') id = id.substr(1, id.size() - 2);
  return std::string(id);
}

mail::Attachment attachment_of(db::MailFile file, const std::string& name) {
  return {name.empty() ? file.name : name, file.type, std::move(file.content)};
}

}  // namespace

mail::Message message_of(const domain::QueuedMail& queued, const db::OutboxRow& row) {
  mail::Message message;
  message.from = {queued.from.name, queued.from.address};
  message.to = mailboxes_of(queued.to);
  message.cc = mailboxes_of(queued.cc);
  message.envelope_sender = queued.from.address;
  message.subject = queued.subject;
  message.message_id = row.message_id;
  message.headers = headers_of(queued.kind);
  message.date = row.created;
  message.text = queued.text;
  message.html = queued.html;
  return message;
}

base::Status name_answered_mail(db::Connection& connection, const domain::QueuedMail& queued,
                                mail::Message& message) {
  if (queued.answers.thread_id == 0) return {};
  const auto found = db::find_answered_mail(connection, queued.answers);
  if (!found) return found.error();
  message.in_reply_to = bare_id(*found);
  if (!found->empty()) message.references = {message.in_reply_to};
  return {};
}

base::Result<int> attach_files(db::Connection& connection, const domain::QueuedMail& queued,
                               mail::Message& message) {
  int missing = 0;
  for (const db::FileReference& reference : queued.attachments) {
    auto file = db::load_mail_file(connection, reference.file_id);
    if (!file) return file.error();
    if (!file->has_content)
      ++missing;
    else
      message.attachments.push_back(attachment_of(std::move(*file), reference.name));
  }
  for (const std::string& key : queued.inline_keys) {
    auto file = db::load_mail_file(connection, key);
    if (!file) return file.error();
    if (!file->has_content)
      ++missing;
    else
      message.inline_parts.push_back(
          {content_id(queued.html.value_or(""), key), attachment_of(std::move(*file), "")});
  }
  return missing;
}

void keep_recipients(mail::Message& message, const std::vector<std::string>& addresses) {
  const std::unordered_set<std::string> kept(addresses.begin(), addresses.end());
  for (std::vector<mail::Mailbox>* list : {&message.to, &message.cc})
    list->erase(std::remove_if(list->begin(), list->end(),
                               [&](const auto& mailbox) { return !kept.count(mailbox.address); }),
                list->end());
}

}  // namespace ost::httpd
