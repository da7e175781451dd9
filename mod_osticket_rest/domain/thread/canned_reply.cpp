// SPDX-License-Identifier: MIT
#include "domain/thread/canned_reply.hpp"

#include "db/desk/canned_responses.hpp"
#include "domain/desk/flags.hpp"
#include "domain/notify/template_engine.hpp"
#include "domain/notify/template_objects.hpp"
#include "domain/text/html.hpp"
#include "domain/text/plain_text.hpp"

namespace ost::domain {
namespace {

// Bytes of ost_thread_entry.body.
constexpr std::size_t kLargestBody = 65535;

// The response with what its variables stand for.
base::Result<std::string> expanded(TemplateScope& scope, const std::string& text) {
  std::string made = expand_template(text, ticket_roots(scope), TemplateContext::kMarkup);
  if (!scope.status()) return scope.status().error();
  return made;
}

}  // namespace

base::Result<std::optional<CannedReply>> find_canned_reply(db::Connection& connection,
                                                           std::int64_t response_id,
                                                           std::vector<std::string>& warnings) {
  auto text = db::find_canned_response(connection, response_id);
  if (!text) return text.error();
  if (!*text) return std::optional<CannedReply>();
  if ((*text)->size() <= kLargestBody) return std::optional(CannedReply{response_id, **text});
  warnings.push_back(kCannedReplyTooLong);
  return std::optional<CannedReply>();
}

base::Result<std::optional<EntryView>> write_canned_reply(db::Connection& connection,
                                                          TemplateScope& scope,
                                                          const CannedReply& reply,
                                                          const EntryView& message) {
  const auto text = expanded(scope, reply.text);
  if (!text) return text.error();
  const bool is_html = message.format == "html";
  const std::string body =
      is_html ? clean_markup(*text) : encode_special_characters(strip_tags(*text));
  if (body.size() > kLargestBody) return std::optional<EntryView>();
  db::NewEntryRow entry;
  entry.parent_id = message.id;
  entry.thread_id = message.thread_id;
  entry.type = 'R';
  entry.flags = kEntrySystem | (is_html ? kEntryBalanced : 0);
  entry.poster = "SYSTEM (Canned Reply)";
  entry.body = strip_emoticons(body);
  entry.format = message.format;
  entry.ip_address = scope.ticket.ip_address;
  entry.now = message.created.value_or("");
  const auto id = db::insert_entry(connection, entry);
  if (!id) return id.error();
  if (base::Status attached = db::attach_canned_files(connection, reply.response_id, *id);
      !attached)
    return attached.error();
  return std::optional(view_of(entry, *id));
}

}  // namespace ost::domain
