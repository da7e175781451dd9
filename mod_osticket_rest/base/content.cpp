// SPDX-License-Identifier: MIT
#include "base/content.hpp"

#include <magic.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "base/charset.hpp"

namespace ost::base {
namespace {

class Bytes final : public Content {
 public:
  explicit Bytes(std::string bytes) : bytes_(std::move(bytes)) {}
  Status read(const TakeBytes& take) const override {
    return bytes_.empty() ? Status() : take(bytes_);
  }

 private:
  std::string bytes_;
};

class Behind final : public Content {
 public:
  Behind(ContentPtr whole, std::size_t from) : whole_(std::move(whole)), from_(from) {}
  Status read(const TakeBytes& take) const override {
    std::size_t left = from_;
    return whole_->read([&](std::string_view piece) {
      const std::size_t passed = std::min(left, piece.size());
      left -= passed;
      return passed == piece.size() ? Status() : take(piece.substr(passed));
    });
  }

 private:
  ContentPtr whole_;
  std::size_t from_;
};

class FromBase64 final : public Content {
 public:
  explicit FromBase64(ContentPtr text) : text_(std::move(text)) {}
  Status read(const TakeBytes& take) const override {
    Base64Decoder decoder(take);
    const Status read = text_->read([&](std::string_view piece) { return decoder.add(piece); });
    return read ? decoder.end() : read;
  }

 private:
  ContentPtr text_;
};

class InUtf8 final : public Content {
 public:
  InUtf8(ContentPtr text, std::string charset)
      : text_(std::move(text)), charset_(std::move(charset)) {}
  // Whether all of it can be converted is known at its end only, so it is asked first.
  Status read(const TakeBytes& take) const override {
    bool is_convertible = true;
    const auto ignore = [](std::string_view) { return Status(); };
    if (Status asked = convert(ignore, is_convertible); !asked) return asked;
    return is_convertible ? convert(take, is_convertible) : text_->read(take);
  }

 private:
  Status convert(const TakeBytes& take, bool& is_convertible) const {
    Utf8Converter converter(charset_);
    is_convertible = converter.is_open();
    const Status read = text_->read([&](std::string_view piece) {
      if (!is_convertible) return Status();
      const auto converted = converter.add(piece);
      is_convertible = converted.has_value();
      return is_convertible ? take(*converted) : Status();
    });
    is_convertible = is_convertible && converter.is_complete();
    return read;
  }

  ContentPtr text_;
  std::string charset_;
};

// Ends the reading of a content of which enough is known.
Error enough() {
  return Error{Errc::kClientGone, "", "", {}};
}

}  // namespace

ContentPtr content_of(std::string bytes) {
  return std::make_shared<Bytes>(std::move(bytes));
}

ContentPtr content_behind(ContentPtr whole, std::size_t from) {
  return std::make_shared<Behind>(std::move(whole), from);
}

ContentPtr content_of_base64(ContentPtr text) {
  return std::make_shared<FromBase64>(std::move(text));
}

ContentPtr content_in_utf8(ContentPtr text, const std::string& charset) {
  return std::make_shared<InUtf8>(std::move(text), charset);
}

Result<std::string> first_bytes(const Content& content, std::size_t most) {
  std::string first;
  bool has_enough = false;
  const Status read = content.read([&](std::string_view piece) {
    first.append(piece.substr(0, most - first.size()));
    has_enough = first.size() == most;
    return has_enough ? Status(enough()) : Status();
  });
  if (!read && !has_enough) return read.error();
  return first;
}

namespace {

constexpr std::size_t kBlock = 16 * 1024;  // letters; a multiple of four

constexpr char kInvalid = 0;
constexpr char kSpace = 1;
constexpr char kPadding = 2;

// What each byte is: one of the three above, or the letter of the usual alphabet that it stands
// for.
constexpr std::array<char, 256> make_table() {
  std::array<char, 256> table{};
  for (const char c : {' ', '\t', '\n', '\r', '\f', '\v'})
    table[static_cast<unsigned char>(c)] = kSpace;
  for (char c = 'A'; c <= 'Z'; ++c) table[static_cast<unsigned char>(c)] = c;
  for (char c = 'a'; c <= 'z'; ++c) table[static_cast<unsigned char>(c)] = c;
  for (char c = '0'; c <= '9'; ++c) table[static_cast<unsigned char>(c)] = c;
  table['+'] = table['-'] = '+';
  table['/'] = table['_'] = '/';
  table['='] = kPadding;
  return table;
}
constexpr std::array<char, 256> kTable = make_table();

Error not_base64() {
  return Error{Errc::kInvalidFields, "is not the base64 it says it is", "", {}};
}

}  // namespace

Base64Decoder::Base64Decoder(const TakeBytes& take)
    : take_(take), letters_(kBlock, '\0'), bytes_(kBlock / 4 * 3, '\0') {}

Status Base64Decoder::add(std::string_view text) {
  for (const char c : text) {
    const char letter = kTable[static_cast<unsigned char>(c)];
    if (letter == kSpace) continue;
    if (letter == kInvalid) return not_base64();
    if (letter == kPadding) {
      ++padding_;
      continue;
    }
    if (padding_ > 0) return not_base64();
    letters_[count_++] = letter;
    if (count_ < kBlock) continue;
    if (Status decoded = decode(kBlock); !decoded) return decoded;
  }
  return {};
}

Status Base64Decoder::end() {
  if (count_ % 4 == 1 || padding_ > 2) return not_base64();
  if (count_ == 0) return {};
  const std::size_t letters = count_;
  while (count_ % 4 != 0) letters_[count_++] = '=';
  return decode(letters);
}

Status Base64Decoder::decode(std::size_t letters) {
  const int written = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes_.data()),
                                      reinterpret_cast<const unsigned char*>(letters_.data()),
                                      static_cast<int>(count_));
  count_ = 0;
  if (written < 0) return not_base64();
  return take_(std::string_view(bytes_).substr(0, letters * 3 / 4));
}

namespace {

struct Close {
  void operator()(magic_set* cookie) const { magic_close(cookie); }
};

}  // namespace

std::string media_type_of(std::string_view beginning) {
  constexpr char kUnknown[] = "application/octet-stream";
  // Nothing is unpacked and nothing but these bytes is looked at.
  const std::unique_ptr<magic_set, Close> cookie(
      magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS));
  if (!cookie || magic_load(cookie.get(), nullptr) != 0) return kUnknown;
  const char* type = magic_buffer(cookie.get(), beginning.data(), beginning.size());
  return type ? type : kUnknown;
}

}  // namespace ost::base
