// SPDX-License-Identifier: MIT
// Expands templates on a database: expand_vars SOCKET DATABASE SALT. Standard input is one JSON
// array of {"ticket", "text", "roots": {word: what}}; each result ends with a NUL. What a word
// stands for: "owner", "collaborator:ID", "staff:ID", "team:ID", "entry:ID", "text:…" or
// "markup:…"; the recipient's dates are in his zone. `ticket`, `url` and `company` are always
// there. A job may say the time, "now" in UTC seconds, and that it is a "line" of plain text. The
// names of files that are to go with the message stand behind the text, each on a line.
#include <iostream>
#include <iterator>
#include <string>

#include "base/json.hpp"
#include "db/tickets/ticket_change.hpp"
#include "domain/forms/choices.hpp"
#include "domain/notify/template_engine.hpp"
#include "domain/notify/template_objects.hpp"
#include "tools/mariadb_connection.hpp"

namespace {

using namespace ost;
using domain::TemplateRecipient;
using domain::TemplateScope;
using domain::TemplateValue;

[[noreturn]] void fail(const base::Error& error) {
  std::cerr << error.message << ": " << error.detail << '\n';
  std::exit(1);
}

template <typename T>
T take(base::Result<T> result) {
  if (!result) fail(result.error());
  return std::move(result).value();
}

TemplateRecipient recipient_of(const std::string& kind, const std::string& rest,
                               const TemplateScope& scope) {
  const std::int64_t id = domain::whole_number(rest).value_or(0);
  if (kind == "owner") return {TemplateRecipient::Kind::kOwner, scope.ticket.user_id};
  if (kind == "collaborator") return {TemplateRecipient::Kind::kCollaborator, id};
  if (kind == "staff") return {TemplateRecipient::Kind::kAgent, id};
  return {TemplateRecipient::Kind::kNamed, 0, rest};
}

TemplateValue root_of(db::Connection& connection, const std::string& word, const std::string& what,
                      TemplateScope& scope) {
  const std::size_t colon = what.find(':');
  const std::string kind = what.substr(0, colon);
  const std::string rest = colon == std::string::npos ? "" : what.substr(colon + 1);
  const std::int64_t id = domain::whole_number(rest).value_or(0);
  if (word == "recipient") {
    scope.recipient = recipient_of(kind, rest, scope);
    return recipient_value(scope);
  }
  if (kind == "staff") return agent_value(scope, id);
  if (kind == "team") return team_value(scope, id);
  if (kind == "entry") return entry_value(scope, take(db::find_entry(connection, id)));
  return kind == "text" ? TemplateValue::plain(rest) : TemplateValue::markup(rest);
}

std::string expand(db::Connection& connection, const domain::HelpDesk& desk, const base::Json& job,
                   const char* salt) {
  domain::StoredTemplateSource source(connection);
  db::TicketRow ticket = take(db::lock_ticket(connection, job.find("ticket")->to_integer()));
  take(db::read_surroundings(connection, ticket));
  TemplateScope scope(desk, source, ticket);
  scope.secret_salt = salt;
  if (const base::Json* now = job.find("now")) scope.now = now->to_integer();
  domain::TemplateRoots roots = ticket_roots(scope);
  for (const auto& [word, what] : *job.find("roots")->object())
    roots.emplace_back(word, root_of(connection, word, what.to_string(), scope));
  const auto context =
      job.find("line") ? domain::TemplateContext::kLine : domain::TemplateContext::kMarkup;
  std::string text = expand_template(job.find("text")->to_string(), roots, context);
  if (!scope.status()) fail(scope.status().error());
  for (const db::FileReference& file : scope.files) text += "\n" + file.name;
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  tools::MariaDbConnection connection(argv[1], argv[2]);
  const domain::HelpDesk desk = take(domain::load_help_desk(connection));
  const std::string input{std::istreambuf_iterator<char>(std::cin), {}};
  const base::Json jobs = take(base::parse_json(input));
  for (const base::Json& job : *jobs.array())
    std::cout << expand(connection, desk, job, argv[3]) << '\0';
  return 0;
}
