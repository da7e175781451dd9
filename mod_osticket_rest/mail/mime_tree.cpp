// SPDX-License-Identifier: MIT
#include "mail/message_parts.hpp"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "base/text.hpp"

namespace ost::mail {
namespace {

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <typename T>
using Owned = std::unique_ptr<T, Unref>;
using Part = Owned<GMimeObject>;

GMimePart* as_part(const Part& part) {
  return reinterpret_cast<GMimePart*>(part.get());
}

void set_content(const Part& part, std::string_view content) {
  const Owned<GMimeStream> stream(
      g_mime_stream_mem_new_with_buffer(content.data(), content.size()));
  const Owned<GMimeDataWrapper> wrapper(
      g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
  g_mime_part_set_content(as_part(part), wrapper.get());
}

std::string with_line_breaks(std::string_view text, std::string_view line_break) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r' && text[i] != '\n') {
      out.push_back(text[i]);
      continue;
    }
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
    out += line_break;
  }
  return out;
}

Part text_part(const char* subtype, std::string_view text) {
  Part part(reinterpret_cast<GMimeObject*>(g_mime_part_new_with_type("text", subtype)));
  g_mime_object_set_content_type_parameter(part.get(), "charset", "utf-8");
  const std::string lines = with_line_breaks(base::repair_utf8(text), "\n");
  set_content(part, lines);
  const GMimeContentEncoding encoding =
      g_mime_part_get_best_content_encoding(as_part(part), GMIME_ENCODING_CONSTRAINT_7BIT);
  g_mime_part_set_content_encoding(as_part(part), encoding);
  // Text ends its lines with CR LF under base64 too (RFC 2045, 6.8), where GMime does not see them.
  if (encoding == GMIME_CONTENT_ENCODING_BASE64) set_content(part, with_line_breaks(lines, "\r\n"));
  return part;
}

bool is_token(std::string_view text) {
  constexpr std::string_view kMarks = "!#$&-^_.+";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           kMarks.find(c) != std::string_view::npos;
  });
}

// Parts that hold parts may not be in base64, so such a file travels as one of no known type.
std::pair<std::string, std::string> media_type(std::string_view type) {
  const std::string name = base::lower_ascii(base::trim(type.substr(0, type.find(';'))));
  const std::size_t slash = std::min(name.find('/'), name.size());
  const std::string main = name.substr(0, slash);
  const std::string sub = slash < name.size() ? name.substr(slash + 1) : "";
  if (!is_token(main) || !is_token(sub) || main == "multipart" || main == "message")
    return {"application", "octet-stream"};
  return {main, sub};
}

Part file_part(const Attachment& file, const char* disposition) {
  const auto type = media_type(file.type);
  Part part(reinterpret_cast<GMimeObject*>(
      g_mime_part_new_with_type(type.first.c_str(), type.second.c_str())));
  g_mime_object_set_disposition(part.get(), disposition);
  const std::string name = one_line(file.name);
  if (!name.empty()) g_mime_part_set_filename(as_part(part), name.c_str());
  g_mime_part_set_content_encoding(as_part(part), GMIME_CONTENT_ENCODING_BASE64);
  set_content(part, file.content);
  return part;
}

Part inline_part(const InlinePart& shown) {
  Part part = file_part(shown.file, GMIME_DISPOSITION_INLINE);
  g_mime_object_set_content_id(part.get(), one_line(shown.content_id).c_str());
  return part;
}

Part multipart(const char* subtype, Part first) {
  GMimeMultipart* const whole = g_mime_multipart_new_with_subtype(subtype);
  g_mime_multipart_add(whole, first.get());
  return Part(reinterpret_cast<GMimeObject*>(whole));
}

void add(const Part& whole, const Part& part) {
  g_mime_multipart_add(reinterpret_cast<GMimeMultipart*>(whole.get()), part.get());
}

Part build(const Message& message) {
  Part body = text_part("plain", message.text);
  if (message.html) {
    body = multipart("alternative", std::move(body));
    add(body, text_part("html", *message.html));
  }
  if (!message.inline_parts.empty()) {
    const std::string root = message.html ? "multipart/alternative" : "text/plain";
    body = multipart("related", std::move(body));
    g_mime_object_set_content_type_parameter(body.get(), "type", root.c_str());
    for (const InlinePart& shown : message.inline_parts) add(body, inline_part(shown));
  }
  if (!message.attachments.empty()) {
    body = multipart("mixed", std::move(body));
    for (const Attachment& file : message.attachments)
      add(body, file_part(file, GMIME_DISPOSITION_ATTACHMENT));
  }
  return body;
}

struct FreeOptions {
  void operator()(GMimeFormatOptions* options) const { g_mime_format_options_free(options); }
};

}  // namespace

std::string write_mime_tree(const Message& message) {
  const Part tree = build(message);
  const std::unique_ptr<GMimeFormatOptions, FreeOptions> options(g_mime_format_options_new());
  g_mime_format_options_set_newline_format(options.get(), GMIME_NEWLINE_FORMAT_DOS);
  const Owned<GMimeStream> stream(g_mime_stream_mem_new());
  g_mime_object_write_to_stream(tree.get(), options.get(), stream.get());
  const GByteArray* const bytes =
      g_mime_stream_mem_get_byte_array(reinterpret_cast<GMimeStreamMem*>(stream.get()));
  return {reinterpret_cast<const char*>(bytes->data), bytes->len};
}

}  // namespace ost::mail
