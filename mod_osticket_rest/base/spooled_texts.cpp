// SPDX-License-Identifier: MIT
#include "base/spooled_texts.hpp"

#include <algorithm>

namespace ost::base {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

Error too_large() {
  return Error{Errc::kBodyTooLarge, "The request body is too large", "", {}};
}

}  // namespace

Result<std::string> SpooledTexts::restored(std::string_view text, std::size_t most) const {
  if (texts_.empty()) return std::string(text);
  const std::string begin = secret_ + "-";
  std::string whole;
  std::size_t from = 0;
  for (std::size_t at = text.find(begin); at != std::string_view::npos;
       at = text.find(begin, from)) {
    const auto* const end =
        std::find_if_not(text.begin() + at + begin.size(), text.end(), is_digit);
    const auto behind = static_cast<std::size_t>(end - text.begin());
    whole.append(text, from, at - from);
    const Status read =
        text_of(std::string(text.substr(at, behind - at)))->read([&](std::string_view piece) {
          whole.append(piece);
          return whole.size() > most ? Status(too_large()) : Status();
        });
    if (!read) return read.error();
    from = behind;
  }
  return whole.append(text, from, std::string_view::npos);
}

}  // namespace ost::base
