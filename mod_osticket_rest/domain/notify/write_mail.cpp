// SPDX-License-Identifier: MIT
#include "domain/notify/write_mail.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "domain/text/plain_text.hpp"

namespace ost::domain {
namespace {

constexpr std::size_t kKeyLength = 32;  // of a file, as texts name it behind "cid:"

Outgoing headed(Letterhead head) {
  Outgoing message;
  message.account_id = head.account.id;
  message.from = {head.from_name.empty() ? head.account.name : head.from_name,
                  head.account.address};
  if (!head.to.address.empty()) message.to = {std::move(head.to)};
  message.cc = std::move(head.cc);
  message.kind = head.kind;
  message.tag = head.tag;
  message.answers = head.answers;
  message.attachments = std::move(head.attachments);
  return message;
}

bool belongs_to_key(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '.' || c == '-';
}

// "@" and the domain of the sender, of which Content-IDs are made.
std::string id_domain(const std::string& address) {
  const std::size_t at = address.rfind('@');
  const std::string_view rest =
      at == std::string::npos ? std::string_view() : std::string_view(address).substr(at + 1);
  const auto end = std::find_if_not(rest.begin(), rest.end(),
                                    [](char c) { return belongs_to_key(c) && c != '_'; });
  const std::string domain(rest.begin(), end);
  return "@" + (domain.empty() ? "localhost" : domain);
}

std::string_view key_at(std::string_view html, std::size_t at) {
  const std::string_view key = html.substr(at, kKeyLength);
  const bool is_key =
      key.size() == kKeyLength && std::all_of(key.begin(), key.end(), belongs_to_key);
  return is_key ? key : std::string_view();
}

// Gives each cid:KEY the sender's domain, as a Content-ID needs one, and lists the keys.
void name_inline_files(Outgoing& message) {
  const std::string domain = id_domain(message.from.address);
  const std::string& html = message.html;
  std::string out;
  std::size_t copied = 0;
  for (std::size_t at = html.find("cid:"); at != std::string::npos; at = html.find("cid:", at)) {
    at += 4;
    const std::string key(key_at(html, at));
    if (key.empty()) continue;
    at += kKeyLength;
    out.append(html, copied, at - copied).append(domain);
    copied = at;
    auto& keys = message.inline_keys;
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
  }
  message.html = out.append(html, copied);
}

// What the markup shows is not attached as well. What it does not show is, wherever it came from.
void keep_unshown_files(Outgoing& message) {
  const auto is_shown = [&](const db::FileReference& file) {
    return std::any_of(
        message.inline_keys.begin(), message.inline_keys.end(),
        [&](const std::string& key) { return base::equal_ignoring_case(key, file.key); });
  };
  auto& files = message.attachments;
  files.erase(std::remove_if(files.begin(), files.end(), is_shown), files.end());
}

// Two line breaks stand there even where the help desk has no words for the line.
std::string separator(const HelpDesk& desk) {
  if (desk.setting_number("strip_quoted_reply") == 0) return "";
  return std::string(desk.setting("reply_separator")) + "<br/><br/>";
}

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : base::trim(text))
    if (c != '\r' && c != '\n') line.push_back(c);
  return line;
}

}  // namespace

Outgoing write_mail(TemplateScope& scope, const MailText& text, const TemplateRoots& roots,
                    Letterhead head) {
  Outgoing message = headed(std::move(head));
  scope.files.clear();
  message.subject = one_line(expand_template(text.subject, roots, TemplateContext::kLine));
  message.html = expand_template(text.body, roots, TemplateContext::kMarkup);
  if (message.tag.entry > 0) message.reply_separator = separator(scope.desk);
  const std::string tag = message.reply_separator ? reply_tag("", *message.reply_separator) : "";
  message.text = text_of_markup(tag + message.html);
  if (scope.desk.setting_number("enable_richtext") == 0) {
    message.html.clear();
  } else {
    name_inline_files(message);
    keep_unshown_files(message);
  }
  for (db::FileReference& file : scope.files) message.attachments.push_back(std::move(file));
  return message;
}

Outgoing write_plain_mail(Letterhead head, const std::string& subject, std::string text) {
  Outgoing message = headed(std::move(head));
  message.subject = one_line(subject);
  message.text = std::move(text);
  message.has_reference = false;
  return message;
}

std::string html_to_send(const Outgoing& message, const std::string& message_id) {
  if (message.html.empty() || !message.reply_separator) return message.html;
  return reply_tag(message_id, *message.reply_separator) + message.html;
}

std::string text_to_send(const Outgoing& message, const std::string& message_id) {
  return message.has_reference ? with_reference(message.text, message_id) : message.text;
}

}  // namespace ost::domain
