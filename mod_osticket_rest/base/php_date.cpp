// SPDX-License-Identifier: MIT
#include "base/php_date.hpp"

#include <cctz/civil_time.h>

#include <charconv>
#include <string>

#include "base/number.hpp"
#include "base/text.hpp"

namespace ost::base {
namespace {

// Longer texts are no date: what a format may hold is short.
constexpr std::size_t kLongestDate = 128;
constexpr std::size_t kLongestTimestamp = 13;
constexpr cctz::civil_second kEpoch(1970, 1, 1, 0, 0, 0);
constexpr std::int64_t kDay = 86400;

bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Reads the pieces of a date one by one, in any order, each kind once.
class DateReader {
 public:
  DateReader(std::string_view text, std::int64_t now) : text_(lower_ascii(text)) {
    const cctz::civil_second today = kEpoch + now;
    year_ = today.year();
    month_ = today.month();
    day_ = today.day();
    seconds_ = now - (cctz::civil_second(cctz::civil_day(today)) - kEpoch);
  }

  std::optional<std::int64_t> read() {
    while (at_ < text_.size())
      if (!skip_separator() && !read_piece()) return std::nullopt;
    if (timestamp_) return timestamp_;
    if (has_date_ && !has_time_) seconds_ = 0;
    const cctz::civil_month month(year_, month_ + months_);
    const cctz::civil_day day = cctz::civil_day(month) + (day_ - 1) + days_;
    std::int64_t wall = (cctz::civil_second(day) - kEpoch) + seconds_ + shift_;
    if (weekday_) {
      const std::int64_t days = wall / kDay - (wall % kDay < 0 ? 1 : 0);
      wall += (((*weekday_ - 4 - days) % 7 + 7) % 7) * kDay;
    }
    if (zone_.empty()) return wall - offset_;
    return zone_to_utc(zone_, wall);
  }

 private:
  std::string_view rest() const { return std::string_view(text_).substr(at_); }

  bool skip_separator() {
    if (std::string_view(" \t\n\r,.;()").find(text_[at_]) == std::string_view::npos) return false;
    ++at_;
    return true;
  }

  bool read_piece() {
    const DatePiece piece = match_date_piece(rest());
    const char c = text_[at_];
    if (c == '@') return read_timestamp();
    if (c == '+' || c == '-') return read_shift() || read_offset();
    if (piece.length > 0) return take(piece);
    if (is_digit(c)) return read_four_digits();
    return is_letter(c) && read_word();
  }

  bool take(const DatePiece& piece) {
    const DateParts& parts = piece.parts;
    // What ends inside a number or a word is something else.
    at_ += piece.length;
    const bool has_time = parts.hour >= 0;
    const bool has_date = parts.month >= 0 || parts.week >= 0 || parts.day_of_year >= 0;
    if ((has_time && has_time_) || (has_date && has_date_)) return false;
    if (has_time) set_time(parts);
    if (has_date) set_date(parts);
    return !has_time || !parts.has_meridian || parts.hour <= 12;
  }

  void set_time(const DateParts& parts) {
    has_time_ = true;
    int hour = parts.hour;
    if (parts.has_meridian) hour = hour % 12 + (parts.is_afternoon ? 12 : 0);
    seconds_ = hour * 3600 + (parts.minute > 0 ? parts.minute * 60 : 0) +
               (parts.second > 0 ? parts.second : 0);
  }

  void set_date(const DateParts& parts) {
    has_date_ = true;
    if (parts.year >= 0) year_ = parts.year;
    if (parts.year >= 0 && parts.year_digits < 4 && parts.year < 100)
      year_ += parts.year < 70 ? 2000 : 1900;
    if (parts.month >= 0) month_ = parts.month;
    day_ = parts.day >= 0 ? parts.day : 1;
    if (parts.day_of_year >= 0) month_ = 1, day_ = parts.day_of_year;
    if (parts.week >= 0) set_week(parts.week, parts.weekday >= 0 ? parts.weekday : 1);
  }

  // The first week of a year is the one with its fourth of January.
  void set_week(int week, int weekday) {
    const cctz::civil_day fourth(year_, 1, 4);
    const int from_monday = static_cast<int>(cctz::get_weekday(fourth));
    month_ = 1;
    day_ = 4 - from_monday + (week - 1) * 7 + weekday - 1;
  }

  bool read_timestamp() {
    std::int64_t seconds = 0;
    const char* end = text_.data() + text_.size();
    const auto parsed = std::from_chars(text_.data() + at_ + 1, end, seconds);
    if (parsed.ec != std::errc()) return false;
    at_ = static_cast<std::size_t>(parsed.ptr - text_.data());
    if (at_ < text_.size() && text_[at_] == '.')
      for (++at_; at_ < text_.size() && is_digit(text_[at_]);) ++at_;
    timestamp_ = seconds;
    return true;
  }

  // Four digits are a time, or the year when there is a time already.
  bool read_four_digits() {
    int number = 0;
    const auto parsed = std::from_chars(text_.data() + at_, text_.data() + text_.size(), number);
    if (parsed.ptr != text_.data() + at_ + 4) return false;
    at_ += 4;
    if (has_time_ || number / 100 > 24 || number % 100 > 59) {
      year_ = number;
      return true;
    }
    has_time_ = true;
    seconds_ = number / 100 * 3600 + number % 100 * 60;
    return true;
  }

  // "+2 days": a number and a unit.
  bool read_shift() {
    std::size_t end = at_ + 1;
    std::int64_t number = 0;
    const auto parsed = std::from_chars(text_.data() + end, text_.data() + text_.size(), number);
    end = static_cast<std::size_t>(parsed.ptr - text_.data());
    if (parsed.ec != std::errc() || number > 100000) return false;
    while (end < text_.size() && (text_[end] == ' ' || text_[end] == '\t')) ++end;
    std::size_t word_end = end;
    while (word_end < text_.size() && is_letter(text_[word_end])) ++word_end;
    const auto unit = date_unit(std::string_view(text_).substr(end, word_end - end));
    if (!unit) return false;
    if (text_[at_] == '-') number = -number;
    shift_ += unit->seconds * number;
    months_ += unit->months * static_cast<int>(number);
    at_ = word_end;
    return true;
  }

  // "+05", "+0530", "-03:30".
  bool read_offset() {
    if (has_zone_) return false;
    const bool is_west = text_[at_++] == '-';
    std::string digits;
    for (; at_ < text_.size() && digits.size() < 4; ++at_) {
      if (text_[at_] == ':' && !digits.empty()) continue;
      if (!is_digit(text_[at_])) break;
      digits.push_back(text_[at_]);
    }
    if (digits.empty()) return false;
    if (digits.size() % 2 == 1) digits.insert(0, "0");
    if (digits.size() == 2) digits += "00";
    const int number = std::stoi(digits);
    offset_ = (number / 100 * 60 + number % 100) * (is_west ? -60 : 60);
    has_zone_ = true;
    return true;
  }

  // The signs inside a zone's name ("America/Port-au-Prince").
  bool joins_letters(std::size_t at) const {
    const bool is_sign = text_[at] == '/' || text_[at] == '_' || text_[at] == '-';
    return is_sign && at + 1 < text_.size() && is_letter(text_[at + 1]);
  }

  bool read_word() {
    std::size_t end = at_;
    while (end < text_.size() && (is_letter(text_[end]) || joins_letters(end))) ++end;
    const std::string word = text_.substr(at_, end - at_);
    at_ = end;
    if (const auto weekday = weekday_number(word)) {
      weekday_ = *weekday;
      set_clock(0);
      has_time_ = false;
      return true;
    }
    if (const auto month = month_number(word)) {
      month_ = *month;
      return true;
    }
    return read_day(word) || read_zone(word);
  }

  // A day told from today's; those that come without a time begin at midnight.
  bool read_day(std::string_view word) {
    if (word == "now") return true;
    if (word == "noon") {
      set_clock(12 * 3600);
      has_time_ = true;
      return true;
    }
    if (word == "tomorrow") ++days_;
    if (word == "yesterday") --days_;
    const bool is_day =
        word == "today" || word == "midnight" || word == "tomorrow" || word == "yesterday";
    if (is_day) set_clock(0), has_time_ = false;
    return is_day;
  }

  void set_clock(std::int64_t seconds) { seconds_ = seconds; }

  bool read_zone(const std::string& word) {
    if (has_zone_) return false;
    has_zone_ = true;
    const bool is_distance =
        word == "gmt" && at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-');
    if (is_distance) {
      has_zone_ = false;
      return read_offset();
    }
    zone_ = word;
    return zone_to_utc(word, 0).has_value();
  }

  const std::string text_;
  std::size_t at_ = 0;
  std::int64_t year_, seconds_;
  int month_, day_;
  int days_ = 0, months_ = 0;
  std::int64_t shift_ = 0, offset_ = 0;
  std::string zone_;
  std::optional<int> weekday_;
  std::optional<std::int64_t> timestamp_;
  bool has_date_ = false, has_time_ = false, has_zone_ = false;
};

}  // namespace

std::optional<std::int64_t> parse_php_date(std::string_view text, std::int64_t now) {
  if (text.empty() || text.size() > kLongestDate) return std::nullopt;
  return DateReader(text, now).read();
}

std::optional<std::int64_t> parse_moment(std::string_view text, std::int64_t now) {
  if (!is_numeric(text)) return parse_php_date(text, now);
  // More digits than a year of five figures needs are no time.
  if (text.size() > kLongestTimestamp) return std::nullopt;
  std::int64_t seconds = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) return std::nullopt;
  return seconds;
}

}  // namespace ost::base
