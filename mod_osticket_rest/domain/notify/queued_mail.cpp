// SPDX-License-Identifier: MIT
#include "domain/notify/queued_mail.hpp"

#include <utility>

#include "base/json.hpp"

namespace ost::domain {
namespace {

using base::Json;

Json json_of(const std::vector<Mailbox>& mailboxes) {
  Json::Array list;
  for (const Mailbox& mailbox : mailboxes)
    list.emplace_back(Json::Array{mailbox.name, mailbox.address});
  return list;
}

Json json_of(const std::vector<db::FileReference>& files) {
  Json::Array list;
  for (const db::FileReference& file : files)
    list.emplace_back(Json::Array{file.file_id, file.name});
  return list;
}

Json json_of(const std::vector<std::string>& texts) {
  Json::Array list;
  for (const std::string& text : texts) list.emplace_back(text);
  return list;
}

Json::Array array_of(const Json* value) {
  return value && value->array() ? *value->array() : Json::Array();
}

std::string text_of(const Json& json, std::string_view name) {
  const Json* value = json.find(name);
  return value ? value->to_string() : "";
}

// The two members of a pair.
template <typename T, typename Make>
std::vector<T> pairs_of(const Json* value, Make make) {
  std::vector<T> list;
  for (const Json& entry : array_of(value)) {
    const Json::Array* pair = entry.array();
    if (pair && pair->size() == 2) list.push_back(make((*pair)[0], (*pair)[1]));
  }
  return list;
}

std::vector<Mailbox> mailboxes_of(const Json* value) {
  return pairs_of<Mailbox>(value, [](const Json& name, const Json& address) {
    return Mailbox{name.to_string(), address.to_string()};
  });
}

std::vector<std::string> texts_of(const Json* value) {
  std::vector<std::string> texts;
  for (const Json& text : array_of(value)) texts.push_back(text.to_string());
  return texts;
}

}  // namespace

std::string encode_mail(const QueuedMail& mail) {
  Json::Object object{{"from", json_of(std::vector<Mailbox>{mail.from})},
                      {"to", json_of(mail.to)},
                      {"cc", json_of(mail.cc)},
                      {"subject", mail.subject},
                      {"text", mail.text},
                      {"kind", static_cast<int>(mail.kind)},
                      {"files", json_of(mail.attachments)},
                      {"inline", json_of(mail.inline_keys)}};
  const db::AnsweredMail& answers = mail.answers;
  if (answers.thread_id > 0)
    object.emplace_back("answers",
                        Json::Array{answers.thread_id, answers.entry_id, answers.user_id});
  if (mail.html) object.emplace_back("html", *mail.html);
  return base::encode_json(Json(std::move(object)));
}

std::optional<QueuedMail> decode_mail(std::string_view text) {
  const auto json = base::parse_json(text);
  if (!json || !json->object()) return std::nullopt;
  const std::vector<Mailbox> from = mailboxes_of(json->find("from"));
  if (from.size() != 1) return std::nullopt;
  QueuedMail mail;
  mail.from = from[0];
  mail.to = mailboxes_of(json->find("to"));
  mail.cc = mailboxes_of(json->find("cc"));
  mail.subject = text_of(*json, "subject");
  mail.text = text_of(*json, "text");
  const Json::Array answers = array_of(json->find("answers"));
  if (answers.size() == 3)
    mail.answers = {answers[0].to_integer(), answers[1].to_integer(), answers[2].to_integer()};
  if (json->find("html")) mail.html = text_of(*json, "html");
  const Json* kind = json->find("kind");
  if (kind && kind->to_integer() == static_cast<int>(MailKind::kAutoReply))
    mail.kind = MailKind::kAutoReply;
  if (kind && kind->to_integer() == static_cast<int>(MailKind::kNotice))
    mail.kind = MailKind::kNotice;
  mail.attachments =
      pairs_of<db::FileReference>(json->find("files"), [](const Json& id, const Json& name) {
        return db::FileReference{id.to_integer(), name.to_string()};
      });
  mail.inline_keys = texts_of(json->find("inline"));
  return mail;
}

std::string encode_addresses(const std::vector<std::string>& addresses) {
  return base::encode_json(json_of(addresses));
}

std::vector<std::string> decode_addresses(std::string_view text) {
  const auto json = base::parse_json(text);
  return json ? texts_of(&*json) : std::vector<std::string>();
}

}  // namespace ost::domain
