// SPDX-License-Identifier: MIT
#include "domain/canned_reply.hpp"

#include "base/html.hpp"
#include "base/plain_text.hpp"
#include "base/text.hpp"
#include "db/canned_responses.hpp"

namespace ost::domain {
namespace {

constexpr std::int64_t kBalanced = 0x0040;
constexpr std::int64_t kSystem = 0x0080;

std::string value_of(const std::string& name, const TicketDraft& draft) {
  const db::DepartmentRow* dept = draft.desk.department(draft.dept_id);
  const db::TicketStatusRow* status = draft.desk.status(draft.status_id);
  if (name == "ticket.number") return draft.number;
  if (name == "ticket.subject") return draft.title;
  if (name == "ticket.name" || name == "ticket.user" || name == "ticket.name.full")
    return draft.user.name;
  if (name == "ticket.email" || name == "ticket.user.email") return draft.user.address;
  if (name == "ticket.name.first") return draft.user.name.substr(0, draft.user.name.find(' '));
  if (name == "ticket.dept" || name == "ticket.dept.name") return dept ? dept->name : "";
  if (name == "ticket.topic" || name == "ticket.topic.name")
    return draft.topic ? draft.topic->topic : "";
  if (name == "ticket.status" || name == "ticket.status.name") return status ? status->name : "";
  return "";
}

}  // namespace

std::string replace_variables(const std::string& text, const TicketDraft& draft) {
  std::string out;
  std::size_t from = 0;
  for (std::size_t at = text.find("%{"); at != std::string::npos; at = text.find("%{", from)) {
    const std::size_t end = text.find('}', at);
    if (end == std::string::npos) break;
    out.append(text, from, at - from);
    out += base::encode_special_characters(
        value_of(base::lower_ascii(text.substr(at + 2, end - at - 2)), draft));
    from = end + 1;
  }
  return out.append(text, from);
}

base::Status prepare_canned_reply(db::Connection& connection, TicketDraft& draft) {
  if (!draft.canned_response_id) return {};
  auto response = db::find_canned_response(connection, *draft.canned_response_id);
  if (!response) return response.error();
  if (!*response) return {};
  const std::string text = replace_variables(**response, draft);
  const std::string body = draft.format == "html"
                               ? base::clean_markup(text)
                               : base::encode_special_characters(base::strip_tags(text));
  draft.canned_reply = base::strip_emoticons(body);
  return {};
}

base::Status write_canned_reply(db::Connection& connection, const TicketDraft& draft,
                                std::int64_t message_id) {
  if (!draft.canned_reply) return {};
  db::NewEntryRow entry;
  entry.parent_id = message_id;
  entry.thread_id = draft.thread_id;
  entry.type = 'R';
  entry.flags = kSystem | (draft.format == "html" ? kBalanced : 0);
  entry.poster = "SYSTEM (Canned Reply)";
  entry.body = *draft.canned_reply;
  entry.format = draft.format;
  entry.ip_address = draft.request.client_address;
  entry.now = draft.now;
  const auto id = db::insert_entry(connection, entry);
  if (!id) return id.error();
  return db::attach_canned_files(connection, *draft.canned_response_id, *id);
}

}  // namespace ost::domain
