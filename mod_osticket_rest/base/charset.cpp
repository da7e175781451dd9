// SPDX-License-Identifier: MIT
#include "base/charset.hpp"

#include <iconv.h>

#include <cstdint>

#include "base/text.hpp"

namespace ost::base {
namespace {

// A name that is longer is none; what iconv appends to a name ("//TRANSLIT") changes what it does.
constexpr std::size_t kLongestCharset = 40;

class Converter {
 public:
  explicit Converter(const std::string& charset) : handle_(iconv_open("UTF-8", charset.c_str())) {}
  ~Converter() {
    if (is_open()) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  bool is_open() const { return reinterpret_cast<std::intptr_t>(handle_) != -1; }

  // No charset needs more than four bytes of UTF-8 for one of its own.
  std::optional<std::string> convert(std::string text) {
    std::string out(text.size() * 4, '\0');
    char* from = text.data();
    char* to = out.data();
    std::size_t left = text.size(), room = out.size();
    if (iconv(handle_, &from, &left, &to, &room) == static_cast<std::size_t>(-1))
      return std::nullopt;
    if (iconv(handle_, nullptr, nullptr, &to, &room) == static_cast<std::size_t>(-1))
      return std::nullopt;
    out.resize(out.size() - room);
    return out;
  }

 private:
  iconv_t handle_;
};

}  // namespace

std::optional<std::string> to_utf8(std::string_view text, const std::string& charset) {
  const std::string name = lower_ascii(charset);
  if (name == "utf-8" || name == "utf8")
    return is_utf8(text) ? std::optional<std::string>(text) : std::nullopt;
  if (name.empty() || name.size() > kLongestCharset || name.find('/') != std::string::npos)
    return std::nullopt;
  Converter converter(name);
  if (!converter.is_open()) return std::nullopt;
  auto converted = converter.convert(std::string(text));
  return converted && is_utf8(*converted) ? converted : std::nullopt;
}

}  // namespace ost::base
