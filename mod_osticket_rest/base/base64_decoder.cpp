// SPDX-License-Identifier: MIT
#include "base/base64_decoder.hpp"

#include <openssl/evp.h>

#include <array>

namespace ost::base {
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

}  // namespace ost::base
