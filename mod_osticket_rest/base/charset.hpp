// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ost::base {

/// The text in UTF-8; empty for a character set that the C library does not know, and for bytes
/// that are no text in it.
std::optional<std::string> to_utf8(std::string_view text, const std::string& charset);

/// Makes UTF-8 of a text that comes in pieces, which may end within a character.
class Utf8Converter {
 public:
  explicit Utf8Converter(const std::string& charset);
  ~Utf8Converter();
  Utf8Converter(const Utf8Converter&) = delete;
  Utf8Converter& operator=(const Utf8Converter&) = delete;

  /// False for a character set that the C library does not know.
  bool is_open() const;
  /// The next piece; empty for bytes that are no text in the character set.
  std::optional<std::string> add(std::string_view piece);
  /// Whether no character waits for its end.
  bool is_complete() const { return rest_.empty(); }

 private:
  void* handle_;
  std::string rest_;
};

}  // namespace ost::base
