// SPDX-License-Identifier: MIT
#include "domain/thread/canned_reply.hpp"

#include "db/desk/reference.hpp"
#include "domain/desk/flags.hpp"
#include "domain/files/file_store.hpp"
#include "domain/notify/template_engine.hpp"
#include "domain/notify/template_objects.hpp"
#include "domain/text/html.hpp"
#include "domain/text/plain_text.hpp"
#include "domain/thread/attachments.hpp"
#include "domain/thread/message_text.hpp"

namespace ost::domain {
namespace {

// The response with what its variables stand for.
base::Result<std::string> expanded(TemplateScope& scope, const std::string& text) {
  std::string made = expand_template(text, ticket_roots(scope), TemplateContext::kMarkup);
  if (!scope.status()) return scope.status().error();
  return made;
}

}  // namespace

base::Result<std::optional<CannedReply>> find_canned_reply(db::Connection& connection,
                                                           std::int64_t response_id) {
  auto text = db::find_canned_response(connection, response_id);
  if (!text) return text.error();
  if (!*text) return std::optional<CannedReply>();
  return std::optional(CannedReply{response_id, std::move(**text)});
}

base::Result<EntryView> write_canned_reply(FileStore& store, TemplateScope& scope,
                                           const CannedReply& reply, const EntryView& message) {
  const bool is_html = rich_text_of(scope.desk) == RichText::kOn;
  const auto text = expanded(scope, is_html ? reply.text : text_of_markup(reply.text));
  if (!text) return text.error();
  auto attached = canned_files(store.connection(), reply.response_id);
  if (!attached) return attached.error();
  const Attachments nothing_sent;
  AttachmentWriter files(nothing_sent, store);
  files.add_files(std::move(attached).value());
  db::NewEntryRow entry;
  entry.parent_id = message.id;
  entry.thread_id = message.thread_id;
  entry.type = 'R';
  entry.flags = kEntrySystem | (is_html ? kEntryBalanced : 0);
  entry.poster = "SYSTEM (Canned Reply)";
  entry.body = is_html ? strip_emoticons(clean_markup(*text)) : plain_body(*text);
  entry.format = is_html ? "html" : "text";
  entry.ip_address = scope.ticket.ip_address;
  entry.now = message.created.value_or("");
  return files.write(std::move(entry));
}

}  // namespace ost::domain
