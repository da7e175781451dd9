// SPDX-License-Identifier: MIT
#include "base/php_date.hpp"

#include "base/text.hpp"

namespace ost::base {
namespace {

// Y four digits of a year, y one to four; m month, M two digits of it, F its name; d day, D two
// digits of it, S its ending ("st"), j day of the year; W week, w day of the week; h hour, H two
// digits of it, g hour of half a day, p "am" or "pm"; i minute, I two digits of it; s second, x two
// digits of it, f a fraction; "_" space or none, "+" space, "~" space, points and hyphens, "," what
// stands between day and year, ":" a colon or a point, "?" makes the letter before it optional.
constexpr std::string_view kFormats[] = {
    // Times.
    "g_p", "g:I_p", "g:i:x_p", "T?h:i", "T?h:i:s", "T?h:i:sf", "Th", "T?HIx", "THI",
    // Dates by numbers.
    "m/d/y", "m/d", "Y/m/d", "Y-M-D", "Y-m", "y-m-d", "YMD", "d.m.Y", "d-m-Y", "d.m.y", "d.m-Y",
    "Y-?j", "Y-?W-?w", "Y-?W",
    // Dates with names.
    "d~F~y", "dS~F~y", "F~d,y", "F~dS,y", "F~Y", "Y~F", "y-F-D", "d~F", "dS~F", "F~d,",

    // Both.
    "F~d,h:i", "F~d,h:i:s", "d/F/Y:H:I:x", "Y:M:D H:I:x", "YMDTh:I:x", "YMDTHIx"};

/// Reads one text by one format; false as soon as it does not fit.
class Matcher {
 public:
  explicit Matcher(std::string_view text) : text_(text) {}

  bool match(std::string_view format) {
    for (std::size_t i = 0; i < format.size(); ++i) {
      const bool is_optional = i + 1 < format.size() && format[i + 1] == '?';
      if (!take(format[i]) && !is_optional) return false;
      if (is_optional) ++i;
    }
    return true;
  }

  DatePiece piece() const { return {at_, parts_}; }

 private:
  bool take(char letter) {
    switch (letter) {
      case 'Y':
        parts_.year_digits = 4;
        return number(4, 4, 9999, parts_.year);
      case 'y':
        return year();
      case 'm':
        return number(1, 2, 12, parts_.month);
      case 'M':
        return number(2, 2, 12, parts_.month);
      case 'F':
        return month_name();
      case 'd':
        return number(1, 2, 31, parts_.day);
      case 'D':
        return number(2, 2, 31, parts_.day);
      case 'j':
        return number(3, 3, 366, parts_.day_of_year) && parts_.day_of_year > 0;
      case 'W':
        return literal('w') && number(2, 2, 53, parts_.week) && parts_.week > 0;
      case 'w':
        return number(1, 1, 7, parts_.weekday);
      default:
        return take_time(letter);
    }
  }

  bool take_time(char letter) {
    switch (letter) {
      case 'h':
        return number(1, 2, 24, parts_.hour);
      case 'H':
        return number(2, 2, 24, parts_.hour);
      case 'g':
        return number(1, 2, 12, parts_.hour) && parts_.hour > 0;
      case 'i':
        return number(1, 2, 59, parts_.minute);
      case 'I':
        return number(2, 2, 59, parts_.minute);
      case 's':
        return number(1, 2, 60, parts_.second);
      case 'x':
        return number(2, 2, 60, parts_.second);
      case 'f':
        return fraction();
      case 'p':
        return meridian();
      default:
        return take_between(letter);
    }
  }

  bool take_between(char letter) {
    switch (letter) {
      case 'S':
        return literal("st") || literal("nd") || literal("rd") || literal("th");
      case '_':
        return run(" \t") || true;
      case '+':
        return run(" \t");
      case '~':
        return run(" \t.-") || true;
      case ',':
        // A date without a year may end the text here.
        return run(" \t,.stndrh") || at_ == text_.size();
      case ':':
        return literal(':') || literal('.');
      default:
        return literal(static_cast<char>(letter == 'T' ? 't' : letter));
    }
  }

  bool literal(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  bool literal(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  bool run(std::string_view characters) {
    const std::size_t from = at_;
    while (at_ < text_.size() && characters.find(text_[at_]) != std::string_view::npos) ++at_;
    return at_ > from;
  }

  // As many digits as fit below the largest number, as a regular expression would take them.
  bool number(int fewest, int most, int largest, int& into) {
    int value = 0, count = 0;
    while (count < most && at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') {
      const int next = value * 10 + (text_[at_] - '0');
      if (next > largest) break;
      value = next;
      ++count, ++at_;
    }
    if (count < fewest) return false;
    into = value;
    return true;
  }

  bool year() {
    const std::size_t from = at_;
    const bool is_year = number(1, 4, 9999, parts_.year);
    parts_.year_digits = static_cast<int>(at_ - from);
    return is_year;
  }

  bool month_name() {
    std::size_t end = at_;
    while (end < text_.size() && text_[end] >= 'a' && text_[end] <= 'z') ++end;
    const auto month = month_number(text_.substr(at_, end - at_));
    if (!month) return false;
    parts_.month = *month;
    at_ = end;
    return true;
  }

  bool fraction() {
    if (!literal('.')) return false;
    return run("0123456789");
  }

  bool meridian() {
    if (at_ >= text_.size() || (text_[at_] != 'a' && text_[at_] != 'p')) return false;
    parts_.is_afternoon = text_[at_++] == 'p';
    literal('.');
    if (!literal('m')) return false;
    literal('.');
    parts_.has_meridian = true;
    return at_ == text_.size() || text_[at_] == ' ' || text_[at_] == '\t';
  }

  std::string_view text_;
  std::size_t at_ = 0;
  DateParts parts_;
};

}  // namespace

DatePiece match_date_piece(std::string_view text) {
  DatePiece longest;
  for (const std::string_view format : kFormats) {
    Matcher matcher(text);
    if (!matcher.match(format)) continue;
    const DatePiece piece = matcher.piece();
    if (piece.length > longest.length) longest = piece;
  }
  return longest;
}

}  // namespace ost::base
