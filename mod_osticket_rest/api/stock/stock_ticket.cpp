// SPDX-License-Identifier: MIT
#include "api/stock/stock_ticket.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "base/ip_address.hpp"
#include "base/php_date.hpp"
#include "base/text.hpp"

namespace ost::api {
namespace {

using base::Json;

constexpr std::string_view kKnown[] = {"alert", "autorespond", "source",    "topicId",
                                       "ip",    "message",     "priorityId"};
constexpr std::string_view kOfFiles[] = {"name", "type", "data", "encoding", "size"};
// Lists that osTicket takes of mail, and looks into no further.
constexpr std::string_view kOfMail[] = {"system_emails", "thread_entry_recipients"};
// A text that is longer is not a name.
constexpr std::size_t kLongestName = 200;

template <typename List>
bool holds(const List& list, std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

const Json* find(const Json::Object& members, std::string_view name) {
  for (const auto& [known, value] : members)
    if (known == name) return &value;
  return nullptr;
}

bool is_list(const Json& value) {
  return value.array() || value.object();
}

std::set<std::string> field_names(const Json::Object& members, const domain::HelpDesk& desk) {
  std::set<std::int64_t> forms;
  for (const char* type : {"T", "U"})
    if (const db::FormRow* form = desk.form_of_type(type)) forms.insert(form->id);
  const Json* topic = find(members, "topicId");
  for (const domain::TopicFormDefinition& row : desk.topic_forms)
    if (topic && row.topic_id == topic->to_integer()) forms.insert(row.form_id);
  std::set<std::string> names;
  for (const domain::FieldDefinition& field : desk.form_fields)
    if (forms.count(field.form_id) > 0) names.insert(field.name);
  return names;
}

// The elements <file> of a request in XML.
std::vector<Json> xml_files(const Json& attachments) {
  const Json* files = attachments.find("file");
  if (!files) return {};
  return files->array() ? *files->array() : std::vector<Json>{*files};
}

// Files of JSON have been made anew by then (ApiJsonDataParser::fixup).
void check_files(const StockBody& body, const Json& attachments,
                 std::vector<std::string>& unexpected) {
  if (body.format != StockFormat::kXml) return;
  std::size_t number = 0;
  const std::vector<Json> files = xml_files(attachments);
  for (const Json& file : files) {
    const std::string place = files.size() == 1 ? "file" : std::to_string(number++);
    if (!file.object()) continue;
    for (const auto& [name, value] : *file.object())
      if (!holds(kOfFiles, name) && name != ":text")
        unexpected.push_back("attachments/" + place + "/" + name.substr(0, kLongestName));
  }
}

std::string text_of(const Json& file, std::string_view name) {
  const Json* value = file.find(name);
  return value && value->string() ? *value->string() : "";
}

domain::SentFiles files_of_xml(const Json& attachments) {
  domain::SentFiles sent;
  for (const Json& file : xml_files(attachments)) {
    auto content = base::content_of(file.string() ? *file.string() : text_of(file, ":text"));
    if (base::equal_ignoring_case(text_of(file, "encoding"), "base64"))
      content = base::content_of_base64(std::move(content));
    sent.files.push_back({text_of(file, "name"), text_of(file, "type"), "", std::move(content)});
  }
  return sent;
}

base::Result<domain::SentFiles> files_of(const StockBody& body) {
  const Json* attachments = find(body.members, "attachments");
  if (!attachments || !is_list(*attachments)) return domain::SentFiles();
  if (body.format == StockFormat::kXml) return files_of_xml(*attachments);
  return domain::read_files("attachments", *attachments, body.texts);
}

// "false" is the only word of XML for false (ApiXmlDataParser::fixup).
bool flag(const Json& value, StockFormat format) {
  const bool is_word = format == StockFormat::kXml && value.string() &&
                       base::equal_ignoring_case(*value.string(), "false");
  return !is_word && value.to_boolean();
}

// Everything but what says that it is markup is plain text, letter for letter.
std::string plain(const std::string& text) {
  return base::trim(text).empty() ? "" : "data:text/plain;charset=utf-8," + text;
}

std::string json_message(const std::string& text) {
  return text.rfind("data:", 0) == 0 ? text : plain(text);
}

std::string xml_message(const Json& value) {
  if (value.string()) return plain(*value.string());
  const Json* text = value.find(":text");
  const Json* type = value.find("type");
  if (!text || !text->string()) return "";
  const bool is_markup =
      type && type->string() && base::equal_ignoring_case(*type->string(), "text/html");
  return is_markup ? "data:text/html;charset=utf-8," + *text->string() : plain(*text->string());
}

std::string message(const Json& value, StockFormat format) {
  return format == StockFormat::kXml ? xml_message(value) : json_message(value.to_string());
}

using MaybeId = std::optional<std::int64_t>;

void take_id(const Json& value, MaybeId& into) {
  if (!is_list(value) && value.to_integer() > 0) into = value.to_integer();
}

bool take_place(const std::string& name, const Json& value, domain::NewTicket& ticket) {
  const std::pair<std::string_view, MaybeId*> places[] = {
      {"topicId", &ticket.topic_id},        {"priorityId", &ticket.priority_id},
      {"deptId", &ticket.wishes.dept_id},   {"statusId", &ticket.wishes.status_id},
      {"staffId", &ticket.wishes.staff_id}, {"teamId", &ticket.wishes.team_id},
      {"slaId", &ticket.wishes.sla_id}};
  for (const auto& [known, place] : places)
    if (known == name) return take_id(value, *place), true;
  return false;
}

void take(const std::string& name, const Json& value, StockFormat format,
          domain::NewTicket& ticket) {
  if (take_place(name, value, ticket)) return;
  if (name == "email")
    ticket.email = value.to_string();
  else if (name == "subject")
    ticket.subject = value.to_string();
  else if (name == "name")
    ticket.name = value.to_string();
  else if (name == "message")
    ticket.message = message(value, format);
  else if (name == "source")
    ticket.source = value.to_string();
  else if (name == "alert")
    ticket.alert = flag(value, format);
  else if (name == "autorespond")
    ticket.autorespond = flag(value, format);
  else if (name == "ip" && value.string() && base::parse_ip_address(*value.string()))
    ticket.ip = *value.string();
  else if (name != "ip" && name != "duedate" && name != "attachments" && !value.is_null())
    ticket.fields.push_back({name, value});
}

}  // namespace

std::vector<std::string> unexpected_members(const StockBody& body, const domain::HelpDesk& desk) {
  const std::set<std::string> fields = field_names(body.members, desk);
  std::vector<std::string> unexpected;
  for (const auto& [name, value] : body.members) {
    if (name == "attachments" && is_list(value)) {
      check_files(body, value, unexpected);
      continue;
    }
    if (holds(kOfMail, name) && is_list(value)) continue;
    // A message of XML with its type is a text all the same.
    const bool is_text = !is_list(value) || name == "message" || name == "phone";
    if (is_text && (holds(kKnown, name) || fields.count(name) > 0)) continue;
    unexpected.push_back(name.substr(0, kLongestName));
  }
  return unexpected;
}

base::Result<domain::NewTicket> stock_ticket(const StockBody& body) {
  domain::NewTicket ticket;
  for (const auto& [name, value] : body.members) take(name, value, body.format, ticket);
  auto files = files_of(body);
  if (!files) return files.error();
  ticket.attachments = std::move(files).value();
  ticket.attachments.texts = body.texts;
  // A priority by its id is set after the form has been filled in.
  if (ticket.priority_id)
    ticket.fields.erase(std::remove_if(ticket.fields.begin(), ticket.fields.end(),
                                       [](const auto& field) { return field.name == "priority"; }),
                        ticket.fields.end());
  return ticket;
}

std::string origin_complaint(const Json::Object& members) {
  const Json* source = find(members, "source");
  if (!source || source->is_null()) return "";
  const std::string origin = base::lower_ascii(source->to_string());
  if (origin == "api") return "";
  if (origin == "web") {
    const Json* topic = find(members, "topicId");
    if (topic && topic->to_integer() > 0) return "";
    return "topicId\nSelect a Help Topic\nerr\nMissing or invalid data \xE2\x80\x94 Correct any "
           "errors below and try again";
  }
  if (origin == "email")
    return "emailId\nUnknown system email\nerr\nMissing or invalid data \xE2\x80\x94 Correct any "
           "errors below and try again";
  return "origin\nInvalid ticket origin given\nerr\nNo fields set up";
}

std::string due_complaint(const Json::Object& members, std::int64_t now) {
  const Json* due = find(members, "duedate");
  if (!due || is_list(*due) || !due->to_boolean()) return "";
  const auto moment = base::parse_php_date(due->to_string(), now);
  if (!moment) return "duedate\nInvalid due date";
  return *moment > now ? "" : "duedate\nDue date must be in the future";
}

}  // namespace ost::api
