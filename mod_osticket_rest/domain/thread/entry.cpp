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

// A data address may hold anything.
bool may_have_empty_paragraphs(const std::string& text) {
  return text.find("<p></p>") != std::string::npos ||
         base::equal_ignoring_case(text.substr(0, 5), "data:");
}

/// A text as it came, what it is called, and how it is cleaned.
struct Sent {
  Writer writer;
  const char* member;
  const std::string& text;
};

base::Result<EntryText> entry_of(const HelpDesk& desk, RichText rich_text, const Sent& sent,
                                 const SentFiles& files) {
  const auto message = read_message(sent.text);
  if (!message) return renamed(message.error(), sent.member);
  const FileRules rules = FileRules::of_messages(desk);
  EmbeddedImages images(rules, files.texts);
  auto entry =
      made_of(make_body(*message, rich_text, &images, sent.writer), message->text, sent.member);
  if (!images.status()) return renamed(images.status().error(), sent.member);
  if (!entry) return entry;
  auto body = images.completed(entry->body);
  if (!body) return body.error();
  entry->body = std::move(*body);
  auto prepared = prepare_attachments(files, rules);
  if (!prepared) return prepared.error();
  entry->attachments = {std::move(prepared).value(), std::move(images.images())};
  return entry;
}

}  // namespace

base::Result<EntryText> prepare_entry(const HelpDesk& desk, Writer writer, const char* member,
                                      const std::string& text, const SentFiles& files) {
  return entry_of(desk, rich_text_of(desk), {writer, member, text}, files);
}

base::Result<Comments> prepare_comments(const HelpDesk& desk, const std::string& comments) {
  const Sent sent{Writer::kForm, "comments", comments};
  const auto logged = entry_of(desk, RichText::kOn, sent, {});
  if (!logged) return logged.error();
  Comments made{*logged, *logged};
  if (rich_text_of(desk) == RichText::kOff) {
    auto posted = entry_of(desk, RichText::kOff, sent, {});
    if (!posted) return posted.error();
    made.posted = std::move(*posted);
  }
  if (may_have_empty_paragraphs(comments)) {
    auto spaced = entry_of(desk, RichText::kOn, {Writer::kPerson, "comments", comments}, {});
    if (!spaced) return spaced.error();
    made.of_status = std::move(*spaced);
  }
  return made;
}

base::Result<EntryText> prepare_logged(const std::string& text) {
  return made_of(make_body({text, MessageText::Kind::kText}, RichText::kOn), text, "note");
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
    return made_of(
        make_body({markup, MessageText::Kind::kHtml}, RichText::kOn, nullptr, Writer::kPerson),
        markup, member);
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
