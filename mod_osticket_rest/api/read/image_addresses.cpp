// SPDX-License-Identifier: MIT
#include "api/read/image_addresses.hpp"

#include <algorithm>

namespace ost::api {
namespace {

constexpr std::string_view kStart = "\"cid:";
constexpr std::size_t kKeySize = 32;
constexpr std::size_t kWhole = kStart.size() + kKeySize + 1;

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

}  // namespace

bool names_pictures(std::string_view text) {
  return text.find(kStart) != std::string_view::npos;
}

std::string ImageAddresses::next(std::string_view piece) {
  text_.append(piece);
  // An id may go on in the next piece, and so may a character, which has four bytes at most.
  return take(text_.size() - std::min(text_.size(), kWhole + 4));
}

std::string ImageAddresses::rest() {
  return take(text_.size());
}

// What begins before `least` is done; more of it only to end a character or an id.
std::string ImageAddresses::take(std::size_t least) {
  std::string done;
  std::size_t copied = 0;
  for (std::size_t at = text_.find(kStart); at < least; at = text_.find(kStart, at + 1)) {
    if (at + kWhole > text_.size() || text_[at + kWhole - 1] != '"') continue;
    const auto found =
        addresses_.find(std::string_view(text_).substr(at + kStart.size(), kKeySize));
    if (found == addresses_.end()) continue;
    done.append(text_, copied, at + 1 - copied).append(found->second);
    copied = at + kWhole - 1;
  }
  std::size_t end = std::max(copied, least);
  while (end < text_.size() && is_continuation(text_[end])) ++end;
  done.append(text_, copied, end - copied);
  text_.erase(0, end);
  return done;
}

}  // namespace ost::api
