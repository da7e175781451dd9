// SPDX-License-Identifier: MIT
#include "api/http/file_headers.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "base/text.hpp"

namespace ost::api {
namespace {

constexpr std::string_view kAnyBytes = "application/octet-stream";
constexpr std::string_view kLetters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::string_view kOfTypes = "!#$&-^_.+";     // RFC 6838, 4.2
constexpr std::string_view kOfNames = "!#$&+-.^_`|~";  // RFC 8187: attr-char
constexpr std::string_view kOfQuoted = " !#$&'()+,-.=@[]^_`{}~";
constexpr std::size_t kLongestName = 200;  // characters: file systems take 255 bytes
// Beside images, sound and moving pictures.
constexpr std::string_view kPassive[] = {
    "text/plain",         "text/csv",         "text/calendar",   "text/markdown",
    "text/vcard",         "text/rtf",         "application/pdf", "application/rtf",
    "application/msword", "application/json", "application/zip", "application/gzip"};
constexpr std::string_view kPassiveTops[] = {"image/", "audio/", "video/", "application/vnd."};
constexpr std::string_view kMarkup[] = {"xml", "svg", "html"};

bool is_one_of(char c, std::string_view more) {
  return kLetters.find(c) != std::string_view::npos || more.find(c) != std::string_view::npos;
}

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

bool is_token(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_one_of(c, kOfTypes); });
}

bool is_type(std::string_view type) {
  const std::size_t slash = type.find('/');
  return slash != std::string_view::npos && is_token(type.substr(0, slash)) &&
         is_token(type.substr(slash + 1));
}

bool is_passive(std::string_view type) {
  for (const std::string_view word : kMarkup)
    if (type.find(word) != std::string_view::npos) return false;
  if (std::find(std::begin(kPassive), std::end(kPassive), type) != std::end(kPassive)) return true;
  return std::any_of(std::begin(kPassiveTops), std::end(kPassiveTops),
                     [&](std::string_view top) { return starts_with(type, top); });
}

// Control characters, and those of Unicode that change how the text around them is shown.
bool is_hidden(std::string_view character) {
  const std::uint32_t point = base::code_point(character);
  const auto within = [point](std::uint32_t first, std::uint32_t last) {
    return point >= first && point <= last;
  };
  return point < 0x20 || within(0x7F, 0x9F) || point == 0x061C || within(0x200B, 0x200F) ||
         within(0x2028, 0x202E) || within(0x2060, 0x206F) || point == 0xFEFF;
}

std::string harmless_name(std::string_view name) {
  const std::string whole = base::repair_utf8(name);
  std::string_view rest = whole;
  if (const std::size_t folder = rest.find_last_of("/\\"); folder != std::string_view::npos)
    rest.remove_prefix(folder + 1);
  rest = base::first_characters(rest, kLongestName);
  std::string kept;
  while (!rest.empty()) {
    const std::size_t size = std::max<std::size_t>(1, base::character_length(rest, 0));
    if (!is_hidden(rest.substr(0, size))) kept.append(rest.substr(0, size));
    rest.remove_prefix(size);
  }
  // A leading dot hides a file or means its folder.
  const std::size_t start = kept.find_first_not_of(". ");
  if (start == std::string::npos) return "file";
  return kept.substr(start, kept.find_last_not_of(". ") + 1 - start);
}

// For clients that know filename= alone.
std::string ascii_name(std::string_view name) {
  std::string ascii;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t size = std::max<std::size_t>(1, base::character_length(name, at));
    ascii += size == 1 && is_one_of(name[at], kOfQuoted) ? name[at] : '_';
    at += size;
  }
  return ascii;
}

std::string encoded_name(std::string_view name) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : name) {
    if (is_one_of(c, kOfNames)) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += {'%', kHex[byte >> 4], kHex[byte & 0xF]};
  }
  return encoded;
}

}  // namespace

std::string content_disposition(std::string_view name) {
  const std::string harmless = harmless_name(name);
  const std::string ascii = ascii_name(harmless);
  std::string header = "attachment; filename=\"" + ascii + "\"";
  if (ascii != harmless) header += "; filename*=UTF-8''" + encoded_name(harmless);
  return header;
}

std::string harmless_type(std::string_view type) {
  const std::string bare = base::lower_ascii(base::trim(type.substr(0, type.find(';'))));
  return is_type(bare) && is_passive(bare) ? bare : std::string(kAnyBytes);
}

}  // namespace ost::api
