// SPDX-License-Identifier: MIT
#include "base/php_date.hpp"

#include "base/date_time.hpp"
#include "base/text.hpp"

namespace ost::base {
namespace {

constexpr std::string_view kMonths[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
constexpr std::string_view kWeekdays[] = {"sunday",   "monday", "tuesday", "wednesday",
                                          "thursday", "friday", "saturday"};

struct Abbreviation {
  std::string_view word;
  int minutes;  ///< east of UTC
};
// Of an abbreviation that several zones share, PHP's choice.
constexpr Abbreviation kZones[] = {
    {"utc", 0},     {"gmt", 0},    {"wet", 0},    {"west", 60},  {"bst", 60},   {"cet", 60},
    {"cest", 120},  {"met", 60},   {"mest", 120}, {"eet", 120},  {"eest", 180}, {"msk", 180},
    {"ist", 120},   {"sast", 120}, {"cat", 120},  {"eat", 180},  {"wat", 60},   {"pkt", 300},
    {"wib", 420},   {"hkt", 480},  {"jst", 540},  {"kst", 540},  {"awst", 480}, {"acst", 570},
    {"acdt", 630},  {"aest", 600}, {"aedt", 660}, {"nzst", 720}, {"nzdt", 780}, {"nst", -210},
    {"ndt", -150},  {"ast", -240}, {"adt", -180}, {"est", -300}, {"edt", -240}, {"cst", -360},
    {"cdt", -300},  {"mst", -420}, {"mdt", -360}, {"pst", -480}, {"pdt", -420}, {"akst", -540},
    {"akdt", -480}, {"hst", -600}, {"hdt", -540}, {"sst", -660}};

// Z is UTC, A to M without J lie east of it, N to Y west (military zones).
std::optional<int> hours_of_letter(char letter) {
  if (letter == 'z') return 0;
  if (letter >= 'a' && letter <= 'i') return letter - 'a' + 1;
  if (letter >= 'k' && letter <= 'm') return letter - 'k' + 10;
  if (letter >= 'n' && letter <= 'y') return -(letter - 'n' + 1);
  return std::nullopt;
}

struct NamedUnit {
  std::string_view word;
  DateUnit unit;
};
constexpr NamedUnit kUnits[] = {
    {"sec", {1, 0}},     {"second", {1, 0}},  {"min", {60, 0}},      {"minute", {60, 0}},
    {"hour", {3600, 0}}, {"day", {86400, 0}}, {"week", {604800, 0}}, {"fortnight", {1209600, 0}},
    {"month", {0, 1}},   {"year", {0, 12}}};

template <std::size_t Count>
std::optional<int> place_of(std::string_view word, const std::string_view (&names)[Count]) {
  for (std::size_t i = 0; i < Count; ++i)
    if (word == names[i] || word == names[i].substr(0, 3)) return static_cast<int>(i);
  return std::nullopt;
}

}  // namespace

std::optional<int> month_number(std::string_view word) {
  if (word == "sept") return 9;
  const auto place = place_of(word, kMonths);
  return place ? std::optional<int>(*place + 1) : std::nullopt;
}

std::optional<int> weekday_number(std::string_view word) {
  if (word == "tues") return 2;
  if (word == "wednes") return 3;
  if (word == "thur" || word == "thurs") return 4;
  return place_of(word, kWeekdays);
}

std::optional<std::int64_t> zone_to_utc(const std::string& zone, std::int64_t wall) {
  const std::string word = lower_ascii(zone);
  if (word.size() == 1) {
    const auto hours = hours_of_letter(word[0]);
    return hours ? std::optional<std::int64_t>(wall - *hours * 3600) : std::nullopt;
  }
  for (const Abbreviation& known : kZones)
    if (known.word == word) return wall - std::int64_t{known.minutes} * 60;
  const auto name = TimeZone::listed_name(word);
  const auto named = name ? TimeZone::named(*name) : std::nullopt;
  return named ? std::optional<std::int64_t>(named->to_utc(wall)) : std::nullopt;
}

std::optional<DateUnit> date_unit(std::string_view word) {
  if (word.size() > 1 && word.back() == 's') word.remove_suffix(1);
  for (const NamedUnit& known : kUnits)
    if (known.word == word) return known.unit;
  return std::nullopt;
}

}  // namespace ost::base
