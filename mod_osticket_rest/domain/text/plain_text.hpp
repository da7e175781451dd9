// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ost::domain {

/// Bytes of the entity at the start of the text: &name; &#12; &#x1F;. 0 when there is none.
std::size_t entity_length(std::string_view text);

/// The five characters that htmlspecialchars encodes, decoded (Format::htmldecode: ENT_COMPAT, so
/// single quotes stay).
std::string decode_special_characters(std::string_view text);

/// &, <, > and " as entities; entities that are there already stay as they are (Format::htmlchars).
std::string encode_special_characters(std::string_view text);

/// Without tags, as PHP's strip_tags: a `<` before white space is text, an open tag swallows the
/// rest.
std::string strip_tags(std::string_view text);

/// Without the pictographs that osTicket cannot store in three bytes a character, and the symbols
/// it drops with them (Format::strip_emoticons).
std::string strip_emoticons(std::string_view text);

/// As osTicket's tables hold what keeps its pictographs: its connection carries no character of
/// four bytes, and each becomes four question marks.
std::string as_stored(std::string_view text);

/// What osTicket makes of text typed into a one-line field (TextboxField::parse).
std::string plain_text(std::string_view text);

/// Each run of white space, Unicode's too, as one space.
std::string collapse_white_space(std::string_view text);

/// Of each run of white space, Unicode's too, the first character; none around the text
/// (Format::searchable).
std::string searchable_text(std::string_view text);

/// Markup as the plain part of a mail: line breaks for <br>, </div> and </p>, tags stripped, the
/// entities for & < > " decoded, long lines wrapped (Format::html2text). Unlike there, a `<` that
/// begins no tag stays text. Linear in the length of the markup.
std::string text_of_markup(std::string_view html);

/// Lines of at most so many characters, as far as spaces allow it; no word is cut (Format::wrap).
std::string wrap_lines(std::string_view text, std::size_t width);

}  // namespace ost::domain
