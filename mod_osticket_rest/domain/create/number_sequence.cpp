// SPDX-License-Identifier: MIT
#include "domain/create/number_sequence.hpp"

#include <algorithm>

#include "db/tickets/new_ticket.hpp"
#include "domain/desk/flags.hpp"

namespace ost::domain {
namespace {

constexpr int kFewestDigits = 6;
constexpr int kMostDigits = 18;   // what a 64-bit number holds
constexpr int kMostTries = 1000;  // a format that can hold no new number must not hold a worker

struct NumberRule {
  std::int64_t sequence_id;
  std::string format;
};

bool is_mark(std::string_view format, std::size_t at) {
  return format[at] == '#' && (at == 0 || format[at - 1] != '\\');
}

NumberRule rule_for(const HelpDesk& desk, const db::HelpTopicRow* topic) {
  if (topic && (topic->flags & kTopicCustomNumbers))
    return {topic->sequence_id, topic->number_format.empty() ? "######" : topic->number_format};
  return {desk.setting_number("ticket_sequence_id"),
          std::string(desk.setting("ticket_number_format"))};
}

base::Error no_number() {
  return base::internal_error("the ticket number format leaves no number that is free");
}

base::Result<std::string> next_random(db::Connection& connection, const std::string& format,
                                      base::Random& random) {
  for (int attempt = 0; attempt < kMostTries; ++attempt) {
    const std::int64_t next = random_number(random, count_digits(format));
    const std::string number =
        format.empty() ? std::to_string(next) : format_number(format, next, '0');
    const auto taken = db::is_number_taken(connection, number);
    if (!taken) return taken.error();
    if (!*taken) return number;
  }
  return no_number();
}

base::Result<std::string> next_in_sequence(db::Connection& connection, db::SequenceRow sequence,
                                           const std::string& format, const std::string& now) {
  const char padding = sequence.padding.empty() ? '0' : sequence.padding[0];
  for (int attempt = 0; attempt < kMostTries; ++attempt) {
    const std::int64_t next = sequence.next;
    sequence.next += sequence.increment;
    const std::string number =
        format.empty() ? std::to_string(next) : format_number(format, next, padding);
    const auto taken = db::is_number_taken(connection, number);
    if (!taken) return taken.error();
    if (*taken) continue;
    if (base::Status kept = db::advance_sequence(connection, sequence, now); !kept)
      return kept.error();
    return number;
  }
  return no_number();
}

}  // namespace

int count_digits(std::string_view format) {
  int digits = 0;
  for (std::size_t i = 0; i < format.size(); ++i) digits += is_mark(format, i) ? 1 : 0;
  return digits;
}

std::string format_number(std::string_view format, std::int64_t number, char padding) {
  std::string digits = std::to_string(number);
  const auto marks = static_cast<std::size_t>(count_digits(format));
  if (digits.size() < marks) digits.insert(0, marks - digits.size(), padding);
  std::string out;
  std::size_t used = 0;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (is_mark(format, i)) {
      out.push_back(digits[used++]);
      if (used == marks) out.append(digits, used);
    } else if (format[i] == '\\' && i + 1 < format.size() && format[i + 1] == '#') {
      out.push_back('#');
      ++i;
    } else {
      out.push_back(format[i]);
    }
  }
  return marks == 0 ? digits + out : out;
}

std::int64_t random_number(base::Random& random, int digits) {
  const int count = std::clamp(digits, kFewestDigits, kMostDigits);
  std::int64_t number = 1 + random.below(9);
  for (int i = 1; i < count; ++i) number = number * 10 + random.below(10);
  return number;
}

base::Result<std::string> next_ticket_number(db::Connection& connection, const HelpDesk& desk,
                                             const db::HelpTopicRow* topic, base::Random& random,
                                             const std::string& now) {
  const NumberRule rule = rule_for(desk, topic);
  if (rule.sequence_id > 0) {
    auto sequence = db::lock_sequence(connection, rule.sequence_id);
    if (!sequence) return sequence.error();
    if (sequence->id > 0) return next_in_sequence(connection, *sequence, rule.format, now);
  }
  return next_random(connection, rule.format, random);
}

}  // namespace ost::domain
