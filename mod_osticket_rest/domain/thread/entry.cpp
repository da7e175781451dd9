// SPDX-License-Identifier: MIT
#include "domain/thread/entry.hpp"

#include "base/text.hpp"
#include "domain/desk/flags.hpp"
#include "domain/text/html.hpp"
#include "domain/text/plain_text.hpp"
#include "domain/thread/embedded_images.hpp"
#include "domain/thread/message_text.hpp"
#include "domain/thread/search_index.hpp"

namespace ost::domain {
namespace {

// Characters of ost_thread_entry.title and .poster.
constexpr std::size_t kLongestTitle = 255;
constexpr std::size_t kLongestPoster = 128;

// Stands for an empty body, which a client may not mean (ThreadEntry::create).
constexpr char kNothing[] = "-";

base::Error wrong(const char* member, std::string reason) {
  return base::Error{base::Errc::kInvalidFields,
                     std::string("Invalid fields: ") + member,
                     "",
                     {{member, std::move(reason)}}};
}

// The same error about another member of the request.
base::Error renamed(const base::Error& error, const char* member) {
  return wrong(member, error.fields.empty() ? error.message : error.fields[0].reason);
}

base::Result<EntryText> made_of(MessageBody made, const std::string& text, const char* member) {
  if (made.body == kNothing && base::trim(text) != kNothing) return wrong(member, "says nothing");
  return EntryText{std::move(made.body), std::move(made.format)};
}

}  // namespace

base::Result<EntryText> prepare_entry(const HelpDesk& desk, const char* member,
                                      const std::string& text, const SentFiles& files) {
  const auto message = read_message(text);
  if (!message) return renamed(message.error(), member);
  const FileRules rules = FileRules::of_messages(desk);
  EmbeddedImages images(rules, files.texts);
  auto entry = made_of(make_body(*message, rich_text_of(desk), &images), message->text, member);
  if (!images.status()) return renamed(images.status().error(), member);
  if (!entry) return entry;
  auto body = images.completed(entry->body);
  if (!body) return body.error();
  entry->body = std::move(*body);
  auto prepared = prepare_attachments(files, rules);
  if (!prepared) return prepared.error();
  entry->attachments = {std::move(prepared).value(), std::move(images.images())};
  return entry;
}

base::Result<EntryText> prepare_files_alone(const HelpDesk& desk, const SentFiles& files) {
  auto prepared = prepare_attachments(files, FileRules::of_messages(desk));
  if (!prepared) return prepared.error();
  EntryText entry;
  entry.attachments.files = std::move(prepared).value();
  return entry;
}

base::Result<EntryText> prepare_markup(const HelpDesk& desk, const char* member,
                                       const std::string& markup) {
  if (rich_text_of(desk) == RichText::kOn)
    return made_of(make_body({markup, MessageText::Kind::kHtml}, RichText::kOn), markup, member);
  const std::string text = text_of_markup(markup);
  return made_of(make_body({text, MessageText::Kind::kPlain}, RichText::kOff), text, member);
}

std::string entry_title(const std::string& title) {
  return strip_emoticons(strip_tags(clean_markup(title)));
}

base::Result<EntryView> write_entry(AttachmentWriter& files, db::NewEntryRow entry) {
  const bool is_by_nobody = entry.staff_id == 0 && entry.user_id == 0;
  if (entry.format == "html") entry.flags |= kEntryBalanced;
  if (is_by_nobody) entry.flags |= kEntrySystem;
  entry.poster = std::string(base::first_characters(entry.poster, kLongestPoster));
  if (entry.title) entry.title = std::string(base::first_characters(*entry.title, kLongestTitle));
  auto view = files.write(std::move(entry));
  if (!view || is_by_nobody) return view;
  const db::SearchRow row = entry_search_row(*view, view->title);
  if (base::Status kept = db::write_search_rows(files.connection(), {row}); !kept)
    return kept.error();
  return view;
}

}  // namespace ost::domain
