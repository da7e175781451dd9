// SPDX-License-Identifier: MIT
#include "api/write/body.hpp"

#include <map>
#include <utility>

#include "api/json/members.hpp"
#include "base/ip_address.hpp"
#include "base/text.hpp"

namespace ost::api {
namespace {

using base::Errc;
using base::Error;
using base::FieldError;
using base::Json;
using domain::NewTicket;

constexpr std::int64_t kLargestId = 4294967295;
constexpr std::size_t kMostCopied = 100;

// Forms send an empty text for what was not filled in.
bool is_empty(const Json& value) {
  return value.is_null() || !value.to_boolean();
}

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
    if (name == "ip") return address(name, value);
    if (name == "note") return text(name, value, ticket_.note.emplace());
    if (name == "cc") return copied(name, value);
    if (take_place(name, value)) return;
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

  // What says where a ticket goes. The names of osTicket's own API mean the same.
  bool take_place(const std::string& name, const Json& value) {
    constexpr Place kPlaces[] = {
        {"topic_id", "topicId", &NewTicketReader::topic},
        {"priority", "priorityId", &NewTicketReader::priority, "priority_id"},
        {"dept_id", "deptId", &NewTicketReader::department},
        {"status_id", "statusId", &NewTicketReader::status},
        {"staff_id", "staffId", &NewTicketReader::agent},
        {"team_id", "teamId", &NewTicketReader::team},
        {"sla_id", "slaId", &NewTicketReader::sla},
        {"due", "duedate", &NewTicketReader::due},
    };
    for (const Place& place : kPlaces) {
      if (name != place.name && name != place.stock_name && name != place.third_name) continue;
      const auto [given, is_first] = places_.emplace(place.name, std::pair(name, value));
      const bool is_same = given->second.second.to_string() == value.to_string();
      // Of two the one under this API's own name counts.
      const bool counts = is_first || name == place.name;
      if (!is_same)
        ticket_.warnings.push_back((counts ? given->second.first : name) + ": not used, as " +
                                   (counts ? name : given->second.first) + " is given too");
      if (counts) (this->*place.take)(name, value);
      return true;
    }
    return false;
  }

  void topic(const std::string& name, const Json& value) {
    id_or_name(name, value, ticket_.topic_id, ticket_.names.topic);
  }
  void priority(const std::string& name, const Json& value) {
    const bool is_of_field = name != "priorityId";
    id_or_name(name, value, is_of_field ? ticket_.priority_id : ticket_.wishes.priority_id,
               ticket_.names.priority);
  }
  void department(const std::string& name, const Json& value) {
    id_or_name(name, value, ticket_.wishes.dept_id, ticket_.names.department);
  }
  void status(const std::string& name, const Json& value) {
    id_or_name(name, value, ticket_.wishes.status_id, ticket_.names.status);
  }
  void agent(const std::string& name, const Json& value) {
    id(name, value, ticket_.wishes.staff_id);
  }
  void team(const std::string& name, const Json& value) { id(name, value, ticket_.wishes.team_id); }
  void sla(const std::string& name, const Json& value) { id(name, value, ticket_.wishes.sla_id); }
  void due(const std::string& name, const Json& value) {
    if (!is_empty(value)) text(name, value, ticket_.wishes.due.emplace());
  }

  void id_or_name(const std::string& name, const Json& value, std::optional<std::int64_t>& id,
                  std::optional<std::string>& other) {
    const std::string* text = value.string();
    if (text && !text->empty() && text->find_first_not_of("0123456789") != std::string::npos)
      other = *text;
    else
      this->id(name, value, id);
  }

  // Forms send an empty text for what was not chosen.
  void id(const std::string& name, const Json& value, std::optional<std::int64_t>& into) {
    if (value.string() && value.string()->empty()) return;
    into = value.number(0, kLargestId);
    if (!into) wrong_.push_back({name, "must be the number of an id"});
  }

  // A list of addresses, each by itself or in an object with the name that goes with it.
  void copied(const std::string& name, const Json& value) {
    if (is_empty(value)) return;
    const Json::Array* people = value.array();
    if (!people || people->size() > kMostCopied)
      return wrong_.push_back({name, "must be a list of at most 100 people"});
    for (const Json& person : *people) {
      const Json* email = person.string() ? &person : person.find("email");
      const Json* called = person.find("name");
      const bool has_name = called && !called->is_null();
      if (!email || !email->string() || (has_name && !called->string()))
        return wrong_.push_back({name, "must be a list of objects with email and name"});
      ticket_.cc.push_back({std::string(base::trim(*email->string())),
                            has_name ? *called->string() : std::string()});
    }
  }

  void address(const std::string& name, const Json& value) {
    if (is_empty(value)) return;
    if (value.string() && base::parse_ip_address(*value.string()))
      ticket_.ip = *value.string();
    else
      wrong_.push_back({name, "must be an IPv4 or IPv6 address"});
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
  struct Place {
    std::string_view name;
    std::string_view stock_name;
    void (NewTicketReader::*take)(const std::string& name, const Json& value);
    std::string_view third_name{};
  };

  NewTicket ticket_;
  std::map<std::string_view, std::pair<std::string, Json>> places_;
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
