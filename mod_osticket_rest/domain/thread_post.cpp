// SPDX-License-Identifier: MIT
#include "domain/thread_post.hpp"

#include "base/html.hpp"
#include "base/plain_text.hpp"
#include "base/text.hpp"
#include "domain/person_name.hpp"
#include "domain/ticket/ticket_view.hpp"

namespace ost::domain {
namespace {

// ThreadEntry's flags.
constexpr std::int64_t kOriginalMessage = 0x0001;
constexpr std::int64_t kBalanced = 0x0040;
constexpr std::int64_t kReplyAll = 0x0100;
constexpr std::int64_t kReplyUser = 0x0200;

// osTicket moves longer bodies into a file; the column ends at 65,535 bytes.
constexpr std::size_t kLongestBody = 65000;
constexpr std::size_t kLargestBody = 65535;

base::Error bad_message(const char* reason) {
  return base::Error{
      base::Errc::kInvalidFields, "Invalid fields: message", "", {{"message", reason}}};
}

int base64_value(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  return c == '/' || c == '_' ? 63 : -1;
}

std::string decode_base64(std::string_view text) {
  std::string decoded;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    const int value = base64_value(c);
    if (value < 0) continue;
    bits = (bits << 6 | static_cast<unsigned>(value)) & 0xFFFFFFu;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    decoded.push_back(static_cast<char>(bits >> count & 0xFFu));
  }
  return decoded;
}

std::string latin1_to_utf8(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out.push_back(c);
    } else {
      out.push_back(static_cast<char>(0xC0 | byte >> 6));
      out.push_back(static_cast<char>(0x80 | (byte & 0x3F)));
    }
  }
  return out;
}

bool is_rich_text(const HelpDesk& desk) {
  const auto found = desk.config.find({"core", "enable_richtext"});
  return found == desk.config.end() || base::Json(found->second).to_boolean();
}

// What PHP takes for false is no body.
bool says_nothing(std::string_view text) {
  return text.empty() || text == "0";
}

// Nothing but the letters of a line break is an empty body (ThreadEntryBody::getClean).
bool is_blank_markup(std::string_view markup) {
  constexpr std::string_view kBlank = " <>br/\t\n\r";
  const std::size_t first = markup.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return true;
  return says_nothing(markup.substr(first, markup.find_last_not_of(kBlank) - first + 1));
}

std::string markup_of(const MessageText& message) {
  const bool is_markup = message.is_markup || base::has_tag(message.text);
  const std::string markup = is_markup ? message.text : base::line_breaks_to_markup(message.text);
  if (is_blank_markup(markup)) return "";
  return base::drop_unknown_images(base::strip_emoticons(base::clean_markup(markup)));
}

std::string text_of(const MessageText& message) {
  // Of three and more line breaks in a row two stay (Format::stripEmptyLines).
  std::string text;
  for (const char c : base::trim(message.text))
    if (c != '\n' || text.size() < 2 || text.compare(text.size() - 2, 2, "\n\n") != 0)
      text.push_back(c);
  return base::encode_special_characters(base::strip_emoticons(text));
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

base::Result<MessageText> read_message(const std::string& message) {
  if (message.rfind("data:", 0) != 0) return MessageText{message, false};
  const std::size_t comma = message.find(',');
  if (comma == std::string::npos) return bad_message("is no complete data address");
  MessageText read{message.substr(comma + 1), false};
  const std::string meta = message.substr(5, comma - 5);
  // Without a charset RFC 2397 text is ASCII, which osTicket reads as Latin 1.
  std::string charset = "iso-8859-1";
  for (const std::string_view part : base::split(meta, ';')) {
    const std::string option = base::lower_ascii(base::trim(part));
    if (option == "text/html") read.is_markup = true;
    if (option == "base64") read.text = decode_base64(read.text);
    if (option.rfind("charset=", 0) == 0) charset = option.substr(8);
  }
  const bool is_utf8 = charset == "utf-8" || charset == "utf8";
  if (!is_utf8) read.text = latin1_to_utf8(read.text);
  if (!base::is_utf8(read.text)) return bad_message("is not the text its charset says");
  if (base::trim(read.text).empty()) return bad_message("is empty");
  return read;
}

base::Status prepare_message(TicketDraft& draft) {
  const auto message = read_message(draft.request.message);
  if (!message) return message.error();
  if (message->text.find("src=\"data:") != std::string::npos)
    return bad_message("holds an embedded image; files cannot be sent over this API");
  draft.message = base::strip_emoticons(message->text);
  const bool rich = is_rich_text(draft.desk);
  draft.format = rich ? "html" : "text";
  draft.body = rich ? markup_of(*message) : text_of(*message);
  if (says_nothing(draft.body)) draft.body = "-";
  if (draft.body.size() > kLargestBody || base::count_characters(draft.body) >= kLongestBody)
    return bad_message("is too long: a thread entry holds at most 65,000 characters");
  draft.title = base::strip_emoticons(base::strip_tags(base::clean_markup(draft.request.subject)));
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
  entry.poster = user_name_text(draft.desk, draft.user.name, draft.user.address);
  // As it was sent, where the ticket has the name of the source.
  entry.source = draft.request.source.value_or(draft.source);
  if (!draft.title.empty()) entry.title = draft.title;
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
