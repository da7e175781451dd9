// SPDX-License-Identifier: MIT
#include "api/json/long_strings.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace ost::api {
namespace {

constexpr std::size_t kLong = 4096;
constexpr std::size_t kPiece = 16 * 1024;
constexpr int kSecretWords = 4;

std::string secret_of(base::Random& random) {
  std::string secret = "spooled";
  for (int i = 0; i < kSecretWords; ++i) secret += "-" + std::to_string(random.below(UINT32_MAX));
  return secret;
}

base::Error malformed(const char* reason) {
  return base::Error{base::Errc::kInvalidJson, "Invalid JSON body", reason, {{"body", reason}}};
}

base::Error too_large() {
  return base::Error{base::Errc::kBodyTooLarge, "The request body is too large", "", {}};
}

bool is_base64(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
         c == '/' || c == '=' || c == '-' || c == '_';
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20;
}

// What a letter behind a backslash stands for; NUL for `u` and for what is none.
char escaped_letter(char c) {
  constexpr std::string_view kLetters = "\"\\/bfnrt";
  constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
  const std::size_t found = kLetters.find(c);
  return found == std::string_view::npos ? '\0' : kMeanings[found];
}

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

}  // namespace

LongStrings::LongStrings(std::shared_ptr<base::Spool> spool, base::Random& random,
                         std::int64_t most)
    : spool_(std::move(spool)), most_(most), texts_(secret_of(random)) {}

base::Status LongStrings::add(std::string_view piece) {
  if (!is_searched_ && text_.size() + piece.size() < kLong) {
    text_.append(piece);
  } else {
    // What has come so far was too short to hold anything long.
    const std::string begun = is_searched_ ? std::string() : std::exchange(text_, {});
    is_searched_ = true;
    if (base::Status taken = search(begun); !taken) return taken;
    if (base::Status taken = search(piece); !taken) return taken;
  }
  return static_cast<std::int64_t>(text_.size()) > most_ ? base::Status(too_large())
                                                         : base::Status();
}

base::Status LongStrings::search(std::string_view piece) {
  while (!piece.empty()) {
    const std::size_t plain = is_lifting_ ? plain_run(piece) : 0;
    base::Status taken = plain > 0 ? put(piece.substr(0, plain)) : take(piece.front());
    if (!taken) return taken;
    piece.remove_prefix(std::max<std::size_t>(plain, 1));
  }
  return {};
}

// How many bytes mean themselves, within a string that is lifted.
std::size_t LongStrings::plain_run(std::string_view piece) const {
  if (!escape_.empty() || high_surrogate_ != 0) return 0;
  const auto* const end = std::find_if(piece.begin(), piece.end(), [&](char c) {
    return image_from_ > 0 ? !is_base64(c) : c == '"' || c == '\\' || is_control(c);
  });
  return static_cast<std::size_t>(end - piece.begin());
}

base::Status LongStrings::take(char c) {
  if (is_lifting_) return image_from_ > 0 ? lift_image(c) : lift(c);
  text_.push_back(c);
  if (in_string_) return take_in_string(c);
  take_outside(c);
  return {};
}

void LongStrings::take_outside(char c) {
  const bool in_object = !kinds_.empty() && kinds_.back() == '{';
  if (c == '"') {
    in_string_ = true;
    is_name_ = in_object && awaits_name_;
    has_tag_ = false;
    string_from_ = text_.size();
  } else if (c == '{' || c == '[') {
    kinds_.push_back(c);
    awaits_name_ = c == '{';
  } else if (c == '}' || c == ']') {
    if (!kinds_.empty()) kinds_.pop_back();
    awaits_name_ = false;
  } else if (c == ',') {
    awaits_name_ = in_object;
  } else if (c == ':') {
    awaits_name_ = false;
  }
}

base::Status LongStrings::take_in_string(char c) {
  const bool was_escaped = is_escaped_;
  is_escaped_ = !was_escaped && c == '\\';
  if (!was_escaped && c == '"') {
    in_string_ = false;
    image_from_ = 0;
    if (is_name_ && kinds_ == "{")
      member_ = text_.substr(string_from_, text_.size() - 1 - string_from_);
    return {};
  }
  if (is_name_ || is_escaped_) return {};
  if (kinds_ == "{" && member_ == "message") follow_image(was_escaped ? '\\' : c);
  return lift_what_is_long();
}

// Base64 behind ";base64," in markup, its line ends and slashes perhaps escaped.
void LongStrings::follow_image(char c) {
  constexpr std::string_view kBegin = ";base64,";
  has_tag_ = has_tag_ || c == '<';
  if (image_from_ > 0) {
    const char last = text_.back();
    const bool goes_on = c == '\\' ? last == '/' || last == 'n' || last == 'r' : is_base64(c);
    if (!goes_on) image_from_ = 0;
  } else if (c == ',' && has_tag_ && text_.size() - string_from_ >= kBegin.size()) {
    const auto end = std::string_view(text_).substr(text_.size() - kBegin.size());
    if (base::equal_ignoring_case(end, kBegin)) image_from_ = text_.size();
  }
}

base::Status LongStrings::lift_what_is_long() {
  const std::size_t from = image_from_ > 0 ? image_from_ : string_from_;
  const bool may_be_lifted = image_from_ > 0 || kinds_ == "{[{";
  return may_be_lifted && text_.size() - from >= kLong ? begin_lifting(from) : base::Status();
}

base::Status LongStrings::begin_lifting(std::size_t from) {
  is_lifting_ = true;
  lifted_from_ = spool_->size();
  const std::string begun = text_.substr(from);
  text_.resize(from);
  for (const char c : begun)
    if (base::Status lifted = image_from_ > 0 ? lift_image(c) : lift(c); !lifted) return lifted;
  return {};
}

base::Status LongStrings::lift_image(char c) {
  if (!escape_.empty()) {
    escape_.clear();
    if (c == '/') return put("/");
    if (c == 'n' || c == 'r') return {};
    if (base::Status ended = end_image(); !ended) return ended;
    if (base::Status taken = take('\\'); !taken) return taken;
    return take(c);
  }
  if (c == '\\') {
    escape_ = c;
    return {};
  }
  if (is_base64(c)) return put(std::string_view(&c, 1));
  if (base::Status ended = end_image(); !ended) return ended;
  return take(c);
}

base::Status LongStrings::end_image() {
  is_lifting_ = false;
  image_from_ = 0;
  const base::Status kept = spool_->append(lifted_);
  lifted_.clear();
  text_ += texts_.keep(base::content_of(spool_, lifted_from_, spool_->size() - lifted_from_));
  return kept;
}

base::Status LongStrings::lift(char c) {
  if (!escape_.empty()) return unescape(c);
  if (high_surrogate_ != 0 && c != '\\') return malformed("half of a character");
  if (c == '"') return end_lifting();
  if (c == '\\') {
    escape_ = c;
    return {};
  }
  if (is_control(c)) return malformed("a control character in a string");
  return put(std::string_view(&c, 1));
}

base::Status LongStrings::unescape(char c) {
  escape_.push_back(c);
  if (escape_.size() == 2 && c != 'u') {
    const char letter = escaped_letter(c);
    escape_.clear();
    if (letter == '\0' || high_surrogate_ != 0) return malformed("invalid escape");
    return put(std::string_view(&letter, 1));
  }
  if (escape_.size() > 2 && digit_of(c) < 0) return malformed("invalid escape");
  if (escape_.size() < 6) return {};
  std::uint32_t unit = 0;
  for (const char digit : std::string_view(escape_).substr(2))
    unit = unit * 16 + static_cast<std::uint32_t>(digit_of(digit));
  escape_.clear();
  return add_point(unit);
}

base::Status LongStrings::add_point(std::uint32_t unit) {
  const bool is_high = unit >= 0xD800 && unit < 0xDC00;
  const bool is_low = unit >= 0xDC00 && unit < 0xE000;
  if (is_low != (high_surrogate_ != 0)) return malformed("half of a character");
  if (is_high) {
    high_surrogate_ = unit;
    return {};
  }
  if (is_low) unit = 0x10000 + ((high_surrogate_ - 0xD800) << 10) + (unit - 0xDC00);
  high_surrogate_ = 0;
  if (unit == 0) return malformed("a string holds a NUL");
  return put(base::utf8_of(unit));
}

base::Status LongStrings::put(std::string_view bytes) {
  lifted_.append(bytes);
  if (lifted_.size() < kPiece) return {};
  const base::Status kept = spool_->append(lifted_);
  lifted_.clear();
  return kept;
}

base::Status LongStrings::end_lifting() {
  is_lifting_ = in_string_ = false;
  const base::Status kept = spool_->append(lifted_);
  lifted_.clear();
  if (!kept) return kept;
  text_ += texts_.keep(base::content_of(spool_, lifted_from_, spool_->size() - lifted_from_));
  text_.push_back('"');
  return {};
}

}  // namespace ost::api
