// SPDX-License-Identifier: MIT
#include "api/http/multipart.hpp"

#include <algorithm>

#include "base/charset.hpp"
#include "base/text.hpp"

namespace ost::api {
namespace {

base::Error malformed(const char* reason) {
  return base::Error{base::Errc::kInvalidFields, "Invalid multipart body", "", {{"body", reason}}};
}

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// The byte that "%41" at that place stands for; -1 where there is no such.
int escaped_byte(std::string_view text, std::size_t at) {
  if (text[at] != '%' || at + 2 >= text.size()) return -1;
  const int high = digit_of(text[at + 1]), low = digit_of(text[at + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

// Browsers escape these three alone; any other percent sign means itself (WHATWG, multipart form
// data).
std::string browser_name(std::string_view text) {
  std::string name;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int byte = escaped_byte(text, i);
    if (byte == '"' || byte == '\r' || byte == '\n') {
      name.push_back(static_cast<char>(byte));
      i += 2;
    } else {
      name.push_back(text[i]);
    }
  }
  return name;
}

// RFC 8187: charset'language'percent-encoded.
std::optional<std::string> extended_name(std::string_view text) {
  const std::size_t charset = text.find('\'');
  const std::size_t language =
      charset == std::string_view::npos ? charset : text.find('\'', charset + 1);
  if (language == std::string_view::npos) return std::nullopt;
  std::string bytes;
  for (std::size_t i = language + 1; i < text.size(); ++i) {
    const int byte = escaped_byte(text, i);
    bytes.push_back(byte < 0 ? text[i] : static_cast<char>(byte));
    if (byte >= 0) i += 2;
  }
  return base::to_utf8(bytes, std::string(text.substr(0, charset)));
}

// Reads a quoted text from behind its first quote and leaves `at` behind its last. A backslash that
// escapes neither quote nor backslash is part of a Windows path.
std::string quoted(std::string_view text, std::size_t& at) {
  std::string value;
  for (; at < text.size() && text[at] != '"'; ++at) {
    const bool escapes =
        text[at] == '\\' && at + 1 < text.size() && (text[at + 1] == '"' || text[at + 1] == '\\');
    if (escapes) ++at;
    value.push_back(text[at]);
  }
  at = std::min(at + 1, text.size());
  return value;
}

base::Status read_disposition(std::string_view text, PartHead& head) {
  const HeaderValue disposition = parse_header_value(text);
  const std::string* name = disposition.find("name");
  if (disposition.value != "form-data" || !name) return malformed("a part is not form-data");
  head.name = browser_name(*name);
  if (const std::string* file = disposition.find("filename")) head.file_name = browser_name(*file);
  if (const std::string* file = disposition.find("filename*")) {
    auto decoded = extended_name(*file);
    if (!decoded) return malformed("filename* of a part is not as RFC 8187 has it");
    head.file_name = std::move(*decoded);
  }
  for (const std::string& called : {head.name, head.file_name.value_or("")}) {
    if (!base::is_utf8(called)) return malformed("the name of a part is not UTF-8");
    if (called.find('\0') != std::string::npos) return malformed("the name of a part holds a NUL");
  }
  return {};
}

bool leaves_bytes(std::string_view encoding) {
  for (const char* harmless : {"binary", "8bit", "7bit"})
    if (base::equal_ignoring_case(encoding, harmless)) return true;
  return false;
}

std::string without_brackets(std::string_view id) {
  if (id.size() > 1 && id.front() == '<' && id.back() == '>') id = id.substr(1, id.size() - 2);
  return std::string(id);
}

base::Status read_line(std::string_view line, PartHead& head) {
  const std::size_t colon = line.find(':');
  const std::string_view name = base::trim(line.substr(0, colon));
  const std::string_view value =
      colon == std::string_view::npos ? "" : base::trim(line.substr(colon + 1));
  if (base::equal_ignoring_case(name, "Content-Disposition")) return read_disposition(value, head);
  if (base::equal_ignoring_case(name, "Content-Type")) head.type = parse_header_value(value).value;
  if (base::equal_ignoring_case(name, "Content-ID")) head.content_id = without_brackets(value);
  if (base::equal_ignoring_case(name, "Content-Transfer-Encoding") && !leaves_bytes(value))
    return malformed("a part has a Content-Transfer-Encoding, which forms do not have");
  return {};
}

}  // namespace

const std::string* HeaderValue::find(std::string_view name) const {
  for (const auto& parameter : parameters)
    if (parameter.first == name) return &parameter.second;
  return nullptr;
}

HeaderValue parse_header_value(std::string_view text) {
  HeaderValue header;
  std::size_t at = std::min(text.find(';'), text.size());
  header.value = base::lower_ascii(base::trim(text.substr(0, at)));
  while (at < text.size()) {
    const std::size_t from = at + 1;
    at = std::min(text.find_first_of("=;", from), text.size());
    const std::string name = base::lower_ascii(base::trim(text.substr(from, at - from)));
    if (at >= text.size() || text[at] == ';') continue;
    at = std::min(text.find_first_not_of(" \t", at + 1), text.size());
    std::string value;
    if (at < text.size() && text[at] == '"') {
      value = quoted(text, ++at);
      at = std::min(text.find(';', at), text.size());
    } else {
      const std::size_t end = std::min(text.find(';', at), text.size());
      value = base::trim(text.substr(at, end - at));
      at = end;
    }
    header.parameters.emplace_back(name, std::move(value));
  }
  return header;
}

base::Result<PartHead> parse_part_head(std::string_view lines) {
  PartHead head;
  // A line that begins with a blank goes on with the one before it.
  std::string unfolded;
  for (const std::string_view line : base::split(lines, '\n')) {
    const bool goes_on = !line.empty() && (line[0] == ' ' || line[0] == '\t');
    const std::string_view text = line.substr(0, line.find_last_not_of('\r') + 1);
    unfolded.append(goes_on || unfolded.empty() ? "" : "\n").append(text);
  }
  for (const std::string_view line : base::split(unfolded, '\n'))
    if (base::Status read = read_line(line, head); !read) return read.error();
  if (head.name.empty() && !head.file_name) return malformed("a part has no name");
  return head;
}

}  // namespace ost::api
