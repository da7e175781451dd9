// SPDX-License-Identifier: MIT
// Reads a JSON object from standard input. {"write": {...}} prints a message; {"smtp": {...} or
// "sendmail": [words], "messages": [{"sender", "recipients", "text"}]} sends, and prints for each
// message its recipients' verdicts as a JSON list, or what is wrong with the way out.
#include <iostream>
#include <iterator>
#include <memory>
#include <string>

#include "base/json.hpp"
#include "base/system.hpp"
#include "mail/message.hpp"
#include "mail/sendmail.hpp"
#include "mail/smtp.hpp"

using namespace ost;
using base::Json;

namespace {

std::string text(const Json& object, const char* name) {
  const Json* const value = object.find(name);
  return value ? value->to_string() : "";
}

std::int64_t number(const Json& object, const char* name, std::int64_t otherwise) {
  const Json* const value = object.find(name);
  return value ? value->to_integer() : otherwise;
}

std::vector<Json> list(const Json& object, const char* name) {
  const Json* const value = object.find(name);
  return value && value->array() ? *value->array() : std::vector<Json>();
}

std::vector<mail::Mailbox> mailboxes(const Json& object, const char* name) {
  std::vector<mail::Mailbox> out;
  for (const Json& one : list(object, name))
    out.push_back({text(one, "name"), text(one, "address")});
  return out;
}

mail::Message message_of(const Json& object) {
  mail::Message message;
  message.from = mailboxes(object, "from").at(0);
  message.to = mailboxes(object, "to");
  message.cc = mailboxes(object, "cc");
  message.envelope_sender = message.from.address;
  message.subject = text(object, "subject");
  message.message_id = "id@ex.example";
  message.date = 1795675562;
  message.text = text(object, "text");
  if (object.find("html")) message.html = text(object, "html");
  for (const Json& file : list(object, "attachments"))
    message.attachments.push_back({text(file, "name"), text(file, "type"), text(file, "content")});
  for (const Json& file : list(object, "inline"))
    message.inline_parts.push_back(
        {text(file, "id"), {text(file, "name"), text(file, "type"), text(file, "content")}});
  return message;
}

mail::SmtpServer server_of(const Json& object) {
  mail::SmtpServer server;
  server.host = text(object, "host");
  server.port = static_cast<int>(number(object, "port", 25));
  const std::string tls = text(object, "tls");
  server.tls = tls == "starttls" ? mail::Tls::kStartTls
               : tls == "tls"    ? mail::Tls::kFromTheStart
                                 : mail::Tls::kNone;
  const std::string login = text(object, "login");
  server.login = {login == "password" ? mail::LoginKind::kPassword
                  : login == "token"  ? mail::LoginKind::kToken
                                      : mail::LoginKind::kNone,
                  text(object, "user"), text(object, "secret")};
  server.ca_file = text(object, "ca_file");
  return server;
}

std::unique_ptr<mail::Transport> transport_of(const Json& input, const base::Clock& clock) {
  if (const Json* const smtp = input.find("smtp")) {
    const mail::SmtpLimits limits{number(*smtp, "connect", 10'000), number(*smtp, "reply", 10'000),
                                  number(*smtp, "whole", 30'000)};
    return std::make_unique<mail::SmtpTransport>(server_of(*smtp), limits);
  }
  std::vector<std::string> words;
  for (const Json& word : list(input, "sendmail")) words.push_back(word.to_string());
  return std::make_unique<mail::SendmailTransport>(words, 30'000, clock);
}

Json shown(const base::Result<mail::Outcome>& sent) {
  if (!sent) return sent.error().detail;
  constexpr const char* kNames[] = {"accepted", "temporary", "permanent"};
  Json::Array recipients;
  for (const mail::RecipientOutcome& one : sent->recipients)
    recipients.push_back(Json::Array{kNames[static_cast<int>(one.verdict)], one.code});
  return recipients;
}

}  // namespace

int main() {
  const std::string read{std::istreambuf_iterator<char>(std::cin), {}};
  const auto input = base::parse_json(read);
  if (!input) return 2;
  const mail::Libraries libraries;
  if (const Json* const wanted = input->find("write")) {
    const auto bytes = mail::write_message(message_of(*wanted));
    std::cout << (bytes ? *bytes : bytes.error().message);
    return bytes ? 0 : 1;
  }
  const base::SystemClock clock;
  const auto transport = transport_of(*input, clock);
  for (const Json& one : list(*input, "messages")) {
    mail::Envelope envelope{text(one, "sender"), {}};
    for (const Json& to : list(one, "recipients")) envelope.recipients.push_back(to.to_string());
    std::cout << base::encode_json(shown(transport->send(envelope, text(one, "text"))))
              << std::endl;
  }
  return 0;
}
