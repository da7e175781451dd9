// SPDX-License-Identifier: MIT
#include "base/charset.hpp"

#include <iconv.h>

#include <cerrno>
#include <cstdint>

#include "base/text.hpp"

namespace ost::base {
namespace {

// A name that is longer is none; what iconv appends to a name ("//TRANSLIT") changes what it does.
constexpr std::size_t kLongestCharset = 40;

bool is_charset(const std::string& name) {
  return !name.empty() && name.size() <= kLongestCharset && name.find('/') == std::string::npos;
}

}  // namespace

Utf8Converter::Utf8Converter(const std::string& charset)
    : handle_(is_charset(charset) ? iconv_open("UTF-8", charset.c_str()) : nullptr) {}

Utf8Converter::~Utf8Converter() {
  if (is_open()) iconv_close(handle_);
}

bool Utf8Converter::is_open() const {
  return handle_ != nullptr && reinterpret_cast<std::intptr_t>(handle_) != -1;
}

std::optional<std::string> Utf8Converter::add(std::string_view piece) {
  std::string text = rest_.append(piece);
  // No charset needs more than four bytes of UTF-8 for one of its own.
  std::string out(text.size() * 4, '\0');
  char* from = text.data();
  char* to = out.data();
  std::size_t left = text.size(), room = out.size();
  const bool is_whole = iconv(handle_, &from, &left, &to, &room) != static_cast<std::size_t>(-1);
  if (!is_whole && errno != EINVAL) return std::nullopt;
  rest_ = text.substr(text.size() - left);
  // What a charset with shifts still owes.
  if (is_whole && iconv(handle_, nullptr, nullptr, &to, &room) == static_cast<std::size_t>(-1))
    return std::nullopt;
  out.resize(out.size() - room);
  return out;
}

std::optional<std::string> to_utf8(std::string_view text, const std::string& charset) {
  const std::string name = lower_ascii(charset);
  if (name == "utf-8" || name == "utf8")
    return is_utf8(text) ? std::optional<std::string>(text) : std::nullopt;
  Utf8Converter converter(name);
  if (!converter.is_open()) return std::nullopt;
  auto converted = converter.add(text);
  return converted && converter.is_complete() && is_utf8(*converted) ? converted : std::nullopt;
}

}  // namespace ost::base
