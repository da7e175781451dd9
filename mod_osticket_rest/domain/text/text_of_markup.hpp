// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ost::domain {

/// Markup as the plain part of a mail: line breaks for <br>, </div> and </p>, tags stripped, the
/// entities for & < > " decoded, long lines wrapped (Format::html2text). Unlike there, a `<` that
/// begins no tag stays text. Linear in the length of the markup.
std::string text_of_markup(std::string_view html);

/// Markup without its tags and comments; entities stay (Format::striptags).
std::string without_tags(std::string_view html);

/// Lines of at most so many characters, as far as spaces allow it; no word is cut (Format::wrap).
std::string wrap_lines(std::string_view text, std::size_t width);

}  // namespace ost::domain
