// SPDX-License-Identifier: MIT
#include "domain/thread/thread_post.hpp"

#include "base/text.hpp"
#include "domain/desk/flags.hpp"
#include "domain/desk/names.hpp"
#include "domain/text/html.hpp"
#include "domain/text/plain_text.hpp"
#include "domain/thread/embedded_images.hpp"
#include "domain/thread/message_text.hpp"

namespace ost::domain {
namespace {

// Characters of ost_thread_entry.title and .poster.
constexpr std::size_t kLongestTitle = 255;
constexpr std::size_t kLongestPoster = 128;

}  // namespace

base::Result<PreparedPost> prepare_message(const HelpDesk& desk, const SentMessage& sent) {
  auto read = read_message(sent.message);
  if (!read) return read.error();
  // osTicket's API drops them before the markup is cleaned, so that the spaces around fall
  // together.
  read->text = strip_emoticons(read->text);
  const FileRules rules = FileRules::of_messages(desk);
  EmbeddedImages images(rules, sent.files.texts);
  MessageBody made = make_body(*read, rich_text_of(desk), &images);
  if (!images.status()) return images.status().error();
  auto body = images.completed(made.body);
  if (!body) return body.error();
  auto files = prepare_attachments(sent.files, rules);
  if (!files) return files.error();
  PreparedPost post;
  post.text = read->text;
  post.title = strip_emoticons(strip_tags(clean_markup(sent.subject)));
  post.body = std::move(body).value();
  post.format = std::move(made.format);
  post.attachments = {std::move(files).value(), std::move(images.images())};
  post.warnings = warnings_of(post.attachments);
  if (base::count_characters(post.title) > kLongestTitle)
    post.warnings.emplace_back("subject: the title of the message ends at 255 characters");
  return post;
}

base::Result<EntryView> write_message(AttachmentWriter& files, const HelpDesk& desk,
                                      const PreparedPost& post, const MessageOrigin& origin) {
  db::NewEntryRow entry;
  entry.thread_id = origin.thread_id;
  entry.user_id = origin.user.id;
  entry.flags = (origin.opens_ticket ? kEntryOriginalMessage : 0) |
                (post.format == "html" ? kEntryBalanced : 0);
  entry.flags |= recipients_flag(origin.copied);
  entry.recipients = recipients_json(desk, origin.copied);
  const std::string poster = user_name_text(desk, origin.user.name, origin.user.address);
  entry.poster = base::first_characters(poster, kLongestPoster);
  entry.source = origin.source;
  if (!post.title.empty())
    entry.title = std::string(base::first_characters(post.title, kLongestTitle));
  entry.body = post.body;
  entry.format = post.format;
  entry.ip_address = origin.client_address;
  entry.now = origin.now;
  return files.write(std::move(entry));
}

}  // namespace ost::domain
