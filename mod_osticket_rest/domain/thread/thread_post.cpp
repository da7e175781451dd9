// SPDX-License-Identifier: MIT
#include "domain/thread/thread_post.hpp"

#include "base/text.hpp"
#include "domain/create/message_text.hpp"
#include "domain/desk/person_name.hpp"
#include "domain/text/html.hpp"
#include "domain/text/plain_text.hpp"
#include "domain/ticket/ticket_view.hpp"

namespace ost::domain {
namespace {

// ThreadEntry's flags.
constexpr std::int64_t kOriginalMessage = 0x0001;
constexpr std::int64_t kBalanced = 0x0040;
constexpr std::int64_t kReplyAll = 0x0100;
constexpr std::int64_t kReplyUser = 0x0200;

// Characters of ost_thread_entry.title and .poster.
constexpr std::size_t kLongestTitle = 255;
constexpr std::size_t kLongestPoster = 128;

bool is_rich_text(const HelpDesk& desk) {
  const auto found = desk.config.find({"core", "enable_richtext"});
  return found == desk.config.end() || base::Json(found->second).to_boolean();
}

// {"cc":{"3":"Name <address>"}} by the ids of the collaborators (MailingList::getEmailAddresses).
std::string recipients_json(const TicketDraft& draft) {
  base::Json::Object addresses;
  for (const db::CollaboratorId& collaborator : draft.collaborator_ids)
    for (const db::UserRow& user : draft.active_collaborators)
      if (user.id == collaborator.user_id)
        addresses.emplace_back(
            std::to_string(collaborator.id),
            user_name_text(draft.desk, user.name, user.address) + " <" + user.address + ">");
  return base::encode_json(base::Json::Object{{"cc", base::Json(std::move(addresses))}});
}

}  // namespace

base::Status prepare_message(TicketDraft& draft) {
  const auto message = read_message(draft.request.message);
  if (!message) return message.error();
  draft.message = base::strip_emoticons(message->text);
  auto made = make_body(*message, is_rich_text(draft.desk) ? RichText::kOn : RichText::kOff);
  if (!made) return made.error();
  draft.body = std::move(made->body);
  draft.format = std::move(made->format);
  draft.title = base::strip_emoticons(base::strip_tags(base::clean_markup(draft.request.subject)));
  if (base::count_characters(draft.title) > kLongestTitle)
    draft.warnings.push_back("subject: the title of the message ends at 255 characters");
  return {};
}

base::Status write_message(db::Connection& connection, TicketDraft& draft) {
  db::NewEntryRow entry;
  entry.thread_id = draft.thread_id;
  entry.user_id = draft.user.id;
  entry.flags = kOriginalMessage | (draft.format == "html" ? kBalanced : 0);
  if (!draft.active_collaborators.empty()) {
    entry.flags |= draft.active_collaborators.size() > 1 ? kReplyAll : kReplyUser;
    entry.recipients = recipients_json(draft);
  }
  const std::string poster = user_name_text(draft.desk, draft.user.name, draft.user.address);
  entry.poster = base::first_characters(poster, kLongestPoster);
  entry.source = draft.entry_source;
  if (!draft.title.empty())
    entry.title = std::string(base::first_characters(draft.title, kLongestTitle));
  entry.body = draft.body;
  entry.format = draft.format;
  entry.ip_address = draft.request.client_address;
  entry.now = draft.now;
  const auto id = db::insert_entry(connection, entry);
  if (!id) return id.error();
  draft.message_entry = view_of(entry, *id);
  return {};
}

}  // namespace ost::domain
