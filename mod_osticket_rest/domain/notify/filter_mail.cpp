// SPDX-License-Identifier: MIT
#include "domain/notify/filter_mail.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "domain/notify/mail_accounts.hpp"
#include "domain/notify/template_objects.hpp"
#include "domain/notify/write_mail.hpp"

namespace ost::domain {
namespace {

// The entries of a list, whose commas in quotes and brackets belong to a name or an address.
std::vector<std::string> entries_of(const std::string& list) {
  std::vector<std::string> entries(1);
  bool in_quotes = false;
  bool in_brackets = false;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const char c = list[i];
    if (c == '\\' && in_quotes && i + 1 < list.size()) {
      entries.back() += {c, list[++i]};
      continue;
    }
    if (c == '"') in_quotes = !in_quotes;
    if (!in_quotes && (c == '<' || c == '>')) in_brackets = c == '<';
    if (c == ',' && !in_quotes && !in_brackets) {
      entries.emplace_back();
    } else {
      entries.back().push_back(c);
    }
  }
  return entries;
}

std::string unquoted(std::string_view name) {
  name = base::trim(name);
  if (name.size() < 2 || name.front() != '"' || name.back() != '"') return std::string(name);
  std::string text;
  for (std::size_t i = 1; i + 1 < name.size(); ++i) {
    if (name[i] == '\\' && i + 2 < name.size()) ++i;
    text.push_back(name[i]);
  }
  return text;
}

Mailbox mailbox_of(const std::string& entry) {
  const std::size_t open = entry.rfind('<');
  const std::size_t close = entry.find('>', open == std::string::npos ? 0 : open);
  if (open == std::string::npos || close == std::string::npos)
    return {"", std::string(base::trim(entry.substr(0, entry.find(" ("))))};
  return {unquoted(entry.substr(0, open)),
          std::string(base::trim(std::string_view(entry).substr(open + 1, close - open - 1)))};
}

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  return out + '"';
}

std::string text_in(const base::Json& configuration, std::string_view name) {
  const base::Json* value = configuration.find(name);
  return value ? value->to_string() : "";
}

// "a b@c" is no address: something else than a comma stands between two of them.
bool is_address(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         (text.front() == '"' || text.find_first_of(" \t;") == std::string_view::npos);
}

// What the action calls the recipient: the requester as in other mail, and where that says nothing
// the address that this message goes to.
class FilterRecipient final : public TemplateObject {
 public:
  FilterRecipient(TemplateValue owner, TemplateValue address)
      : owner_(std::move(owner)), address_(std::move(address)) {}

  TemplateValue itself() const override { return owner_; }
  TemplateValue member(const std::string& name) const override {
    TemplateValue value = owner_.object() ? owner_.object()->member(name) : TemplateValue();
    if (value.object() || !value.text().empty()) return value;
    return address_.object()->member(name);
  }

 private:
  TemplateValue owner_;
  TemplateValue address_;
};

}  // namespace

std::vector<Mailbox> read_mailboxes(const std::string& list) {
  std::vector<Mailbox> mailboxes;
  for (const std::string& entry : entries_of(list)) {
    Mailbox mailbox = mailbox_of(entry);
    if (is_address(mailbox.address)) mailboxes.push_back(std::move(mailbox));
  }
  return mailboxes;
}

std::vector<Outgoing> filter_mails(TemplateScope& scope, const std::string& configuration) {
  std::vector<Outgoing> messages;
  const auto parsed = base::parse_json(configuration);
  if (!parsed) return messages;
  const base::Json* from = parsed->find("from");
  const auto* account = account_or_default(scope.desk, from ? from->to_integer() : 0);
  if (!account) return messages;
  const db::UserRow user = scope.read(scope.source.user(scope.ticket.user_id));
  const std::string name = name_or_mailbox(user.name, user.address);
  const TemplateRoots requester{
      {"user", TemplateValue::plain(quoted(name) + " <" + user.address + ">")}};
  const std::string list =
      expand_template(text_in(*parsed, "recipients"), requester, TemplateContext::kLine);
  const MailText text{text_in(*parsed, "subject"), text_in(*parsed, "message")};
  for (const Mailbox& to : read_mailboxes(list)) {
    TemplateRoots roots = ticket_roots(scope);
    roots.push_back(requester[0]);
    roots.emplace_back("recipient",
                       TemplateValue(std::make_shared<FilterRecipient>(
                           recipient_value(scope), address_value(scope, to.address, to.name))));
    messages.push_back(write_mail(scope, text, roots, {*account, to}));
  }
  return messages;
}

}  // namespace ost::domain
