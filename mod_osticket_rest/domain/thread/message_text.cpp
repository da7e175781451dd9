// SPDX-License-Identifier: MIT
#include "domain/thread/message_text.hpp"

#include <algorithm>

#include "base/charset.hpp"
#include "base/crypto.hpp"
#include "base/text.hpp"
#include "domain/text/html.hpp"
#include "domain/text/plain_text.hpp"

namespace ost::domain {
namespace {

constexpr std::string_view kScheme = "data:";
// RFC 2397 has ASCII here, which osTicket reads as Latin 1.
constexpr char kDefaultCharset[] = "iso-8859-1";

base::Error bad_message(const char* reason) {
  return base::Error{
      base::Errc::kInvalidFields, "Invalid fields: message", "", {{"message", reason}}};
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// A media type, or nothing, before the first ";": "data: 5, 7 and 9" is a sentence.
bool is_media_type(std::string_view type) {
  type = base::trim(type);
  return type.empty() || (type.find('/') != std::string_view::npos &&
                          std::none_of(type.begin(), type.end(), is_space));
}

// In either alphabet, and with line breaks, as data addresses are often written.
std::optional<std::string> decode_base64(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (is_space(c)) continue;
    digits.push_back(c == '-' ? '+' : c == '_' ? '/' : c);
  }
  return base::base64_decode(digits);
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

// Plain text as markup that still is the same text once the clean-up has decoded special
// characters: each is encoded twice.
std::string as_markup(std::string_view text) {
  std::string encoded;
  for (const char c : encode_special_characters(text)) {
    encoded.push_back(c);
    if (c == '&') encoded += "amp;";
  }
  return line_breaks_to_markup(encoded);
}

// What has neither an empty element nor a direction is as it is.
bool changes_again(std::string_view markup) {
  return markup.find("></") != std::string_view::npos ||
         markup.find("<div dir=\"ltr\">") != std::string_view::npos;
}

std::string cleaned(const std::string& markup, ImageSources* images, Writer writer) {
  const bool is_spaced = writer == Writer::kPerson;
  std::string made = clean_markup(is_spaced ? space_paragraphs(markup) : markup, images);
  if (writer == Writer::kRequest || !changes_again(made)) return made;
  return clean_again(writer == Writer::kNobody ? made : space_paragraphs(made));
}

std::string markup_of(const MessageText& message, ImageSources* images, Writer writer) {
  const bool is_markup = message.kind == MessageText::Kind::kHtml || holds_element(message.text);
  if (is_markup ? is_blank_markup(message.text) : says_nothing(base::trim(message.text))) return "";
  const std::string markup = is_markup ? message.text : as_markup(message.text);
  return drop_unknown_images(strip_emoticons(cleaned(markup, images, writer)));
}

}  // namespace

// Of three and more line breaks in a row two stay (Format::stripEmptyLines).
std::string plain_body(const std::string& message) {
  std::string text;
  for (const char c : base::trim(message))
    if (c != '\n' || text.size() < 2 || text.compare(text.size() - 2, 2, "\n\n") != 0)
      text.push_back(c);
  return encode_special_characters(strip_emoticons(text));
}

base::Result<MessageText> read_message(const std::string& message) {
  const std::string_view all = message;
  if (!base::equal_ignoring_case(all.substr(0, kScheme.size()), kScheme))
    return MessageText{message};
  const std::size_t comma = all.find(',');
  const std::string_view meta = all.substr(0, comma).substr(kScheme.size());
  const auto parts = base::split(meta, ';');
  if (!is_media_type(parts[0])) return MessageText{message};
  if (comma == std::string_view::npos) return bad_message("is no complete data address");
  MessageText read{message.substr(comma + 1), MessageText::Kind::kPlain};
  if (base::equal_ignoring_case(base::trim(parts[0]), "text/html"))
    read.kind = MessageText::Kind::kHtml;
  std::string charset = kDefaultCharset;
  for (const std::string_view part : parts) {
    const std::string option = base::lower_ascii(base::trim(part));
    if (option.rfind("charset=", 0) == 0) charset = option.substr(8);
    if (option != "base64") continue;
    auto decoded = decode_base64(read.text);
    if (!decoded) return bad_message("is not the base64 it says it is");
    read.text = std::move(*decoded);
  }
  charset.erase(std::remove(charset.begin(), charset.end(), '"'), charset.end());
  auto text = base::to_utf8(read.text, charset);
  if (!text || text->find('\0') != std::string::npos)
    return bad_message("is not the text its charset says");
  read.text = std::move(*text);
  if (base::trim(read.text).empty()) return bad_message("is empty");
  return read;
}

RichText rich_text_of(const HelpDesk& desk) {
  const bool is_on = base::Json(std::string(desk.setting("enable_richtext"))).to_boolean();
  return is_on ? RichText::kOn : RichText::kOff;
}

MessageBody make_body(const MessageText& message, RichText rich_text, ImageSources* images,
                      Writer writer) {
  const bool is_rich = message.kind == MessageText::Kind::kHtml ||
                       (rich_text == RichText::kOn && message.kind == MessageText::Kind::kText);
  MessageBody made{is_rich ? markup_of(message, images, writer) : plain_body(message.text),
                   is_rich ? "html" : "text"};
  if (says_nothing(made.body)) made.body = "-";
  return made;
}

}  // namespace ost::domain
