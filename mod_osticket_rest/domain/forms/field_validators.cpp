// SPDX-License-Identifier: MIT
#include "domain/forms/field_validators.hpp"

#include <algorithm>

#include "base/ip_address.hpp"
#include "base/number.hpp"
#include "base/regex.hpp"
#include "base/text.hpp"
#include "domain/text/plain_text.hpp"

namespace ost::domain {
namespace {

constexpr char kFormula[] = "Content cannot start with the following characters: = - + @";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

// A spreadsheet would run what starts so (Validator::is_formula).
bool is_formula(std::string_view text) {
  if (text.empty()) return false;
  const char first = text[0];
  const bool risky = first == '=' || first == '+' || first == '@' || first == '-';
  return risky && !(first == '+' && all_digits(text.substr(1)));
}

bool is_phone(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (std::string_view("()-.+ ").find(c) == std::string_view::npos) digits.push_back(c);
  return all_digits(digits) && digits.size() >= 7 && digits.size() <= 16;
}

// Addresses of RFC 822: no letters beyond ASCII (Mail_RFC822::_validateAtom).
bool is_atom_character(char c) {
  return c > ' ' && c <= '~' &&
         std::string_view("()<>@,;:\\\"[]").find(c) == std::string_view::npos;
}

bool is_domain_literal(std::string_view host) {
  if (host.size() < 2 || host.front() != '[' || host.back() != ']') return false;
  return host.substr(1, host.size() - 2).find_first_of("[]\r\\") == std::string_view::npos;
}

bool is_host(std::string_view host) {
  if (is_domain_literal(host)) return true;
  for (const std::string_view label : base::split(host, '.'))
    if (label.empty() || !std::all_of(label.begin(), label.end(), is_atom_character)) return false;
  return true;
}

std::string check(std::string_view validator, std::string_view value,
                  const FieldSettings& settings) {
  if (validator.empty() || validator == "formula") return is_formula(value) ? kFormula : "";
  if (validator == "email") return is_email(value) ? "" : "Enter a valid email address";
  if (validator == "phone") return is_phone(value) ? "" : "Enter a valid phone number";
  if (validator == "number") return base::is_numeric(value) ? "" : "Enter a Number";
  if (validator == "ip")
    return base::parse_ip_address(base::trim(value)) ? "" : "Enter a valid IP address";
  if (validator == "regex")
    return base::preg_match(settings.pattern, value).value_or(false)
               ? ""
               : "Value does not match required pattern";
  return "";
}

std::string in_own_words(const std::string& complaint, const FieldSettings& settings) {
  return complaint.empty() || settings.own_complaint.empty() ? complaint : settings.own_complaint;
}

}  // namespace

bool is_email(std::string_view text) {
  text = base::trim(text);
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos || at == 0) return false;
  const std::string_view mailbox = text.substr(0, at);
  const std::string_view host = text.substr(at + 1);
  if (!std::all_of(mailbox.begin(), mailbox.end(), is_atom_character)) return false;
  for (const std::string_view word : base::split(mailbox, '.'))
    if (word.empty()) return false;
  return is_host(host) && !base::equal_ignoring_case(host, "localhost");
}

std::string validate_text(std::string_view value, const FieldSettings& settings) {
  if (value.empty()) return "";
  // osTicket judges the text as a page would hold it (TextboxField::validateEntry).
  const std::string encoded = encode_special_characters(value);
  return in_own_words(check(settings.validator, encoded, settings), settings);
}

std::string validate_memo(std::string_view value, const FieldSettings& settings) {
  if (value.empty() || !settings.validator.empty()) return "";
  return in_own_words(is_formula(value) ? kFormula : "", settings);
}

std::string validate_phone(std::string_view value, const FieldSettings& settings) {
  const std::size_t cross = value.find('X');
  const std::string_view phone = value.substr(0, cross);
  const std::string_view extension =
      cross == std::string_view::npos ? std::string_view() : value.substr(cross + 1);
  const auto fewest = static_cast<std::size_t>(std::max<std::int64_t>(settings.fewest_digits, 0));
  if (!phone.empty() && phone != "0" && (!base::is_numeric(phone) || phone.size() < fewest))
    return "Enter a valid phone number";
  if (extension.empty() || !settings.takes_extension) return "";
  if (!base::is_numeric(extension)) return "Enter a valid phone extension";
  return phone.empty() ? "Enter a phone number for the extension" : "";
}

std::string format_phone(std::string_view phone) {
  std::string digits;
  for (const char c : phone)
    if (is_digit(c)) digits.push_back(c);
  if (digits.size() == 7) return digits.substr(0, 3) + "-" + digits.substr(3);
  if (digits.size() == 10)
    return "(" + digits.substr(0, 3) + ") " + digits.substr(3, 3) + "-" + digits.substr(6);
  return std::string(phone);
}

}  // namespace ost::domain
