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
// Lists that osTicket's mail has, and of what each element of the second one may be.
constexpr char kSystemEmails[] = "system_emails";
constexpr char kRecipients[] = "thread_entry_recipients";
constexpr std::string_view kOfRecipients[] = {"to", "cc"};
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

// The elements <file> of a request in XML. One by itself that is nothing but a text is no file.
std::vector<Json> xml_files(const Json& attachments) {
  const Json* files = attachments.find("file");
  if (!files || files->string()) return {};
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

// The members of an object, or the elements of a list by their numbers, as PHP's arrays have them.
Json::Object members_of(const Json& value) {
  if (value.object()) return *value.object();
  Json::Object members;
  if (const Json::Array* list = value.array())
    for (std::size_t i = 0; i < list->size(); ++i)
      members.emplace_back(std::to_string(i), (*list)[i]);
  return members;
}

void check_recipients(const Json& value, std::vector<std::string>& unexpected) {
  for (const auto& [place, kind] : members_of(value)) {
    const std::string path = std::string(kRecipients) + '/' + place.substr(0, kLongestName);
    if (!is_list(kind)) unexpected.push_back(path);
    for (const auto& [name, address] : members_of(kind))
      if (is_list(address) || !holds(kOfRecipients, name))
        unexpected.push_back(path + '/' + name.substr(0, kLongestName));
  }
}

// True for a list of a mail, into which osTicket looks.
bool check_of_mail(const std::string& name, const Json& value,
                   std::vector<std::string>& unexpected) {
  if (!is_list(value) || (name != kSystemEmails && name != kRecipients)) return false;
  if (name == kRecipients) return check_recipients(value, unexpected), true;
  for (const auto& [place, address] : members_of(value))
    if (!is_list(address)) unexpected.push_back(name + '/' + place.substr(0, kLongestName));
  return true;
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

constexpr std::string_view kMarkup = "data:text/html";

// A message is there when it is named, and one that says nothing is a dash.
std::string worded(std::string_view text) {
  return base::trim(text).empty() ? "-" : std::string(text);
}

// Everything but what says that it is markup is plain text, letter for letter.
std::string plain(std::string_view text) {
  return "data:text/plain;charset=utf-8," + worded(text);
}

std::string markup(std::string_view text) {
  return std::string(kMarkup) + ";charset=utf-8," + worded(text);
}

std::string json_message(const std::string& text) {
  if (text.rfind("data:", 0) != 0) return plain(text);
  const std::size_t comma = text.find(',');
  if (comma == std::string::npos || !base::trim(std::string_view(text).substr(comma + 1)).empty())
    return text;
  return text.rfind(kMarkup, 0) == 0 ? markup("") : plain("");
}

std::string xml_message(const Json& value) {
  if (value.string()) return plain(*value.string());
  const Json* type = value.find("type");
  const std::string text = text_of(value, ":text");
  const bool is_markup =
      type && type->string() && base::equal_ignoring_case(*type->string(), "text/html");
  return is_markup ? markup(text) : plain(text);
}

std::string message(const Json& value, StockFormat format) {
  if (format == StockFormat::kXml) return xml_message(value);
  return is_list(value) ? "" : json_message(value.to_string());
}

// An element <phone> may name its extension in an attribute.
Json phone(const Json& value) {
  if (!value.object()) return value;
  const std::string extension = text_of(value, "ext");
  return text_of(value, ":text") + (extension.empty() ? "" : "X" + extension);
}

using MaybeId = std::optional<std::int64_t>;

void take_id(const Json& value, MaybeId& into) {
  if (!is_list(value) && !value.boolean() && value.to_integer() > 0) into = value.to_integer();
}

// An empty one counts as none for the ticket, yet stays with its message.
bool is_address(const std::string& text) {
  return text.empty() || base::parse_ip_address(text);
}

bool take_place(const std::string& name, const Json& value, domain::NewTicket& ticket) {
  const std::pair<std::string_view, MaybeId*> places[] = {
      {"topicId", &ticket.topic_id},        {"priorityId", &ticket.wishes.priority_id},
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
  else if (name == "ip" && value.string() && is_address(*value.string()))
    ticket.ip = *value.string();
  else if (name != "ip" && name != "duedate" && name != "attachments" && !value.is_null())
    ticket.fields.push_back({name, name == "phone" ? phone(value) : value});
}

}  // namespace

std::vector<std::string> unexpected_members(const StockBody& body, const domain::HelpDesk& desk) {
  const std::set<std::string> fields = field_names(body.members, desk);
  std::vector<std::string> unexpected;
  for (const auto& [name, value] : body.members) {
    const bool is_file = value.find("file") && value.find("file")->string();
    if (name == "attachments" && is_list(value) && !is_file) {
      check_files(body, value, unexpected);
      continue;
    }
    if (check_of_mail(name, value, unexpected)) continue;
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
  // A priority by its id counts where the form has none.
  const Json* priority = find(body.members, "priority");
  if (priority && !is_list(*priority) && priority->to_integer() > 0)
    ticket.wishes.priority_id.reset();
  if (ticket.wishes.priority_id)
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
