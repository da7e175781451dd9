// SPDX-License-Identifier: MIT
#include "api/read/search_words.hpp"

#include "base/text.hpp"

namespace ost::api {
namespace {

constexpr std::size_t kShortest = 3;
constexpr std::string_view kOperators = "<>~+-";
constexpr std::string_view kSpace = " \t\r\n";

bool is_of_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
         (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

/// Reads a text by the grammar that osTicket lets pass to the boolean mode, and writes it so that
/// InnoDB understands it: a hyphen inside of a word would be an operator to it.
class BooleanWords {
 public:
  explicit BooleanWords(std::string_view text) : text_(base::trim(text)) {}

  /// The words for the boolean mode; empty when the text is not made for it.
  std::optional<std::string> read() {
    while (at_ < text_.size()) {
      if (!take_expression()) return std::nullopt;
      if (at_ < text_.size() && !take_space()) return std::nullopt;
    }
    return has_operators_ ? std::optional<std::string>(words_) : std::nullopt;
  }

 private:
  bool take_expression() {
    const bool has_operator = take_operator();
    if (at_ < text_.size() && text_[at_] == '(') return take_group();
    return take_term(has_operator);
  }

  // ( term term … )
  bool take_group() {
    has_operators_ = true;
    take_character();
    for (int terms = 1;; ++terms) {
      if (!take_term(take_operator())) return false;
      if (at_ < text_.size() && text_[at_] == ')') {
        take_character();
        return terms > 1;
      }
      if (!take_space()) return false;
    }
  }

  bool take_term(bool has_operator) {
    if (at_ < text_.size() && text_[at_] == '"') return !has_operator && take_phrase();
    return take_word();
  }

  bool take_phrase() {
    const std::size_t end = text_.find('"', at_ + 1);
    if (end == std::string_view::npos || end == at_ + 1) return false;
    words_ += text_.substr(at_, end + 1 - at_);
    at_ = end + 1;
    return has_operators_ = true;
  }

  bool take_word() {
    std::size_t end = at_;
    while (end < text_.size() && is_of_word(text_[end])) ++end;
    std::string_view word = text_.substr(at_, end - at_);
    if (word.empty() || word.front() == '-') return false;
    while (word.back() == '-') word.remove_suffix(1);
    at_ = end;
    const bool is_beginning = at_ < text_.size() && text_[at_] == '*';
    if (is_beginning) ++at_;
    if (word.find('-') != std::string_view::npos)
      words_.append("\"").append(word).append("\"");
    else
      words_.append(word).append(is_beginning ? "*" : "");
    return true;
  }

  bool take_operator() {
    if (at_ >= text_.size() || kOperators.find(text_[at_]) == std::string_view::npos) return false;
    take_character();
    return has_operators_ = true;
  }

  bool take_space() {
    const std::size_t end = text_.find_first_not_of(kSpace, at_);
    if (end == at_ || end == std::string_view::npos) return false;
    at_ = end;
    words_ += ' ';
    return true;
  }

  void take_character() { words_ += text_[at_++]; }

  std::string_view text_;
  std::string words_;
  std::size_t at_ = 0;
  bool has_operators_ = false;
};

// InnoDB reads no further than to a character of four bytes, which the columns do not hold anyway,
// and no phrase beyond the end of its line.
std::string on_one_line(std::string_view text) {
  std::string line;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_long = static_cast<unsigned char>(text[i]) >= 0xF0;
    line += is_long || text[i] == '\n' ? ' ' : text[i];
    if (is_long) i += 3;
  }
  return line;
}

// InnoDB has a grammar for natural language too: there an asterisk belongs behind a word.
std::string without_lone_asterisks(std::string text) {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '*' && (i == 0 || !is_of_word(text[i - 1]))) text[i] = ' ';
  return text;
}

}  // namespace

std::optional<db::TicketSearch> parse_search(std::string_view text) {
  if (text.size() < kShortest) return std::nullopt;
  std::string line = on_one_line(text);
  if (auto words = BooleanWords(line).read())
    return db::TicketSearch{std::move(*words), db::TicketSearch::Mode::kBoolean};
  return db::TicketSearch{without_lone_asterisks(std::move(line)),
                          db::TicketSearch::Mode::kNatural};
}

}  // namespace ost::api
