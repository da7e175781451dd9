// SPDX-License-Identifier: MIT
#include "api/write/body.hpp"

#include "api/json/members.hpp"
#include "base/text.hpp"

namespace ost::api {
namespace {

using base::Errc;
using base::Error;
using base::FieldError;
using base::Json;
using domain::NewTicket;

constexpr std::int64_t kLargestId = 4294967295;

/// Takes members over one by one and collects what is wrong with them.
class NewTicketReader {
 public:
  explicit NewTicketReader(Submission submission) : submission_(std::move(submission)) {}

  void take(const std::string& name, const Json& value) {
    if (value.is_null()) return;
    if (name == "email") return text(name, value, ticket_.email);
    if (name == "subject") return text(name, value, ticket_.subject);
    if (name == "message") return text(name, value, ticket_.message);
    if (name == "name") return text(name, value, ticket_.name.emplace());
    if (name == "source") return text(name, value, ticket_.source.emplace());
    if (name == "topic_id") return id(name, value, ticket_.topic_id);
    if (name == "priority") return id(name, value, ticket_.priority_id);
    if (name == "priority_id") return id(name, value, other_priority_id_);
    if (name == "attachments") return files(name, value);
    if (name == "alert") return flag(name, value, ticket_.alert);
    if (name == "autorespond") return flag(name, value, ticket_.autorespond);
    ticket_.fields.push_back({name, value});
  }

  base::Result<NewTicket> done() {
    for (domain::SentFile& file : submission_.files)
      ticket_.attachments.files.push_back(std::move(file));
    ticket_.attachments.texts = std::move(submission_.texts);
    if (!wrong_.empty()) return wrong_fields(std::move(wrong_));
    if (!ticket_.priority_id)
      ticket_.priority_id = other_priority_id_;
    else if (other_priority_id_ && other_priority_id_ != ticket_.priority_id)
      ticket_.warnings.push_back("priority_id: not used, as priority is given too");
    std::vector<FieldError> missing;
    require("email", ticket_.email, missing);
    require("subject", ticket_.subject, missing);
    require("message", ticket_.message, missing);
    if (missing.empty()) return std::move(ticket_);
    std::string sentence = "Missing required fields: ";
    for (std::size_t i = 0; i < missing.size(); ++i) sentence += (i ? ", " : "") + missing[i].field;
    return Error{Errc::kMissingFields, sentence, "", std::move(missing)};
  }

 private:
  void text(const std::string& name, const Json& value, std::string& into) {
    if (value.string() || value.integer() || value.real())
      into = value.to_string();
    else
      wrong_.push_back({name, "must be a string"});
  }

  void files(const std::string& name, const Json& value) {
    auto read = domain::read_files(name, value, submission_.texts);
    if (read)
      ticket_.attachments = std::move(read).value();
    else
      wrong_.push_back(read.error().fields.at(0));
  }

  // Forms send an empty text for what was not chosen.
  void id(const std::string& name, const Json& value, std::optional<std::int64_t>& into) {
    if (value.string() && value.string()->empty()) return;
    into = value.number(0, kLargestId);
    if (!into) wrong_.push_back({name, "must be the number of an id"});
  }

  void flag(const std::string& name, const Json& value, std::optional<bool>& into) {
    into = flag_of(value);
    if (!into) wrong_.push_back({name, "must be true or false"});
  }

  static void require(const char* name, const std::string& value,
                      std::vector<FieldError>& missing) {
    if (base::trim(value).empty()) missing.push_back({name, "is required"});
  }

  Submission submission_;
  NewTicket ticket_;
  std::optional<std::int64_t> other_priority_id_;
  std::vector<FieldError> wrong_;
};

}  // namespace

base::Result<NewTicket> parse_new_ticket(Submission submission) {
  const auto parsed = parse_object(submission.json);
  if (!parsed) return parsed.error();
  NewTicketReader reader(std::move(submission));
  for (const auto& [name, value] : *parsed->object()) reader.take(name, value);
  return reader.done();
}

}  // namespace ost::api
