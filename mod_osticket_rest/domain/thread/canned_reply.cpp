// SPDX-License-Identifier: MIT
#include "domain/thread/canned_reply.hpp"

#include "db/desk/canned_responses.hpp"
#include "domain/notify/draft_source.hpp"
#include "domain/notify/template_engine.hpp"
#include "domain/notify/template_objects.hpp"
#include "domain/text/html.hpp"
#include "domain/text/plain_text.hpp"

namespace ost::domain {
namespace {

constexpr std::int64_t kBalanced = 0x0040;
constexpr std::int64_t kSystem = 0x0080;
// Bytes of ost_thread_entry.body.
constexpr std::size_t kLargestBody = 65535;

// The response with what its variables stand for.
base::Result<std::string> expanded(db::Connection& connection, const TicketDraft& draft) {
  StoredTemplateSource source(connection);
  remember_draft(source, draft);
  TemplateScope scope(draft.desk, source, view_of(draft));
  std::string text =
      expand_template(*draft.canned_reply, ticket_roots(scope), TemplateContext::kMarkup);
  if (!scope.status()) return scope.status().error();
  return text;
}

// Half of a reply, ending inside a tag, is worse than none.
void warn_of_length(TicketDraft& draft) {
  draft.warnings.push_back("the filter's canned response is too long for a reply and was not sent");
}

}  // namespace

base::Status prepare_canned_reply(db::Connection& connection, TicketDraft& draft) {
  if (!draft.canned_response_id) return {};
  auto response = db::find_canned_response(connection, *draft.canned_response_id);
  if (!response) return response.error();
  if (!*response) return {};
  if ((*response)->size() > kLargestBody)
    warn_of_length(draft);
  else
    draft.canned_reply = **response;
  return {};
}

base::Status write_canned_reply(db::Connection& connection, TicketDraft& draft) {
  if (!draft.canned_reply) return {};
  const auto text = expanded(connection, draft);
  if (!text) return text.error();
  const std::string body = draft.format == "html"
                               ? base::clean_markup(*text)
                               : base::encode_special_characters(base::strip_tags(*text));
  if (body.size() > kLargestBody) {
    warn_of_length(draft);
    return {};
  }
  db::NewEntryRow entry;
  entry.parent_id = draft.message_entry.id;
  entry.thread_id = draft.thread_id;
  entry.type = 'R';
  entry.flags = kSystem | (draft.format == "html" ? kBalanced : 0);
  entry.poster = "SYSTEM (Canned Reply)";
  entry.body = base::strip_emoticons(body);
  entry.format = draft.format;
  entry.ip_address = draft.request.client_address;
  entry.now = draft.now;
  const auto id = db::insert_entry(connection, entry);
  if (!id) return id.error();
  draft.canned_entry = view_of(entry, *id);
  return db::attach_canned_files(connection, *draft.canned_response_id, *id);
}

}  // namespace ost::domain
