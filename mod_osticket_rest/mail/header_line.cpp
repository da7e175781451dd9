// SPDX-License-Identifier: MIT
#include "mail/message_parts.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace ost::mail {
namespace {

constexpr std::size_t kLine = 76;        // RFC 2047's bound for lines with encoded words
constexpr std::size_t kPlainName = 60;   // longer ones are encoded, which can be folded anywhere
constexpr std::size_t kPlainWord = 900;  // RFC 5322 ends a line after 998
constexpr std::string_view kEncodedHead = "=?UTF-8?Q?";
constexpr std::string_view kEncodedTail = "?=";
constexpr std::string_view kBlanks = " \t";

bool is_printable(char c) {
  return c >= ' ' && c <= '~';
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_atom_text(char c) {
  constexpr std::string_view kMarks = "!#$%&'*+-/=?^_`{|}~";
  return is_letter_or_digit(c) || kMarks.find(c) != std::string_view::npos;
}

// Anything that a reader could take for an encoded word has to be encoded itself.
bool is_plain(std::string_view text) {
  std::size_t word = 0;
  for (const char c : text) {
    if (!is_printable(c) && c != '\t') return false;
    word = kBlanks.find(c) == std::string_view::npos ? word + 1 : 0;
    if (word > kPlainWord) return false;
  }
  return text.find("=?") == std::string_view::npos;
}

bool is_phrase_of_atoms(std::string_view name) {
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return c == ' ' || is_atom_text(c); }) &&
         name.find("  ") == std::string_view::npos;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  return out + '"';
}

// The Q encoding of RFC 2047 with the few marks that it allows in names too. Base64 would be
// shorter at times, but there are readers (GMime is one) that stop where a word ends in padding.
std::string q_encoded(std::string_view text) {
  constexpr std::string_view kMarks = "!*+-/";
  constexpr char kDigits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == ' ')
      out.push_back('_');
    else if (is_letter_or_digit(c) || kMarks.find(c) != std::string_view::npos)
      out.push_back(c);
    else
      out.append({'=', kDigits[byte >> 4], kDigits[byte & 15]});
  }
  return out;
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string out = base::repair_utf8(text);
  const auto breaks = [](char c) { return c == '\r' || c == '\n' || c == '\0'; };
  out.erase(std::remove_if(out.begin(), out.end(), breaks), out.end());
  return out;
}

HeaderLine::HeaderLine(std::string& out, std::string_view name)
    : out_(out), column_(name.size() + 1) {
  out_.append(name).push_back(':');
}

void HeaderLine::text(std::string_view value) {
  const std::string line = one_line(value);
  std::string_view rest = base::trim(line);
  if (!is_plain(rest)) return encoded(rest);
  std::string_view blanks = " ";
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of(kBlanks), rest.size());
    append(blanks, rest.substr(0, end));
    const std::size_t next = std::min(rest.find_first_not_of(kBlanks, end), rest.size());
    blanks = rest.substr(end, next - end);
    rest = rest.substr(next);
  }
}

void HeaderLine::mailbox(std::string_view name, std::string_view address) {
  const std::string line = one_line(name);
  const std::string_view shown = base::trim(line);
  if (shown.empty()) return word(address);
  if (shown.size() > kPlainName || !is_plain(shown) || shown.find('\t') != std::string_view::npos)
    encoded(shown);
  else if (is_phrase_of_atoms(shown))
    word(shown);
  else
    word(quoted(shown));
  word("<" + std::string(address) + ">");
}

void HeaderLine::mark(char mark) {
  out_.push_back(mark);
  ++column_;
}

void HeaderLine::end() {
  out_ += "\r\n";
}

void HeaderLine::fold() {
  out_ += "\r\n";
  column_ = 0;
}

void HeaderLine::append(std::string_view blanks, std::string_view word) {
  if (column_ + blanks.size() + word.size() > kLine) fold();
  out_.append(blanks).append(word);
  column_ += blanks.size() + word.size();
}

void HeaderLine::encoded(std::string_view text) {
  constexpr std::size_t kFrame = 1 + kEncodedHead.size() + kEncodedTail.size();
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) append(" ", std::string(kEncodedHead) + word + std::string(kEncodedTail));
    word.clear();
  };
  // What fits into one word stays one, since some readers show the blank between two.
  const std::size_t whole = kFrame + q_encoded(text).size();
  if (column_ + whole > kLine && whole <= kLine) fold();
  while (!text.empty()) {
    const std::size_t size = std::max<std::size_t>(base::character_length(text, 0), 1);
    const std::string character = q_encoded(text.substr(0, size));
    if (column_ + kFrame + word.size() + character.size() > kLine) {
      flush();
      fold();
    }
    word += character;
    text.remove_prefix(size);
  }
  flush();
}

}  // namespace ost::mail
