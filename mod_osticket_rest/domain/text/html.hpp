// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/text/html_entities.hpp"

namespace ost::domain {

/// Says where the images of a text lie once it is stored.
class ImageSources {
 public:
  virtual ~ImageSources() = default;
  /// Asked for the address of each image that is written, without entities, in the order of the
  /// text. The address in its place; empty: the image goes.
  virtual std::optional<std::string> source_of(std::string_view address) = 0;
};

/// The markup that is kept of a thread body (Format::sanitize, Format::safe_html): known elements
/// and attributes, balanced, nothing that a browser would run. Text is never lost with a tag that
/// is, but for scripts, styles and comments. Encoded tags are decoded first, and what is left of an
/// element may be nothing once white space is tidied, both as osTicket has it: a second cleaning
/// may take more away. `images` says where its images lie; nullptr: where they say.
std::string clean_markup(std::string_view html, ImageSources* images = nullptr);

/// The same once more, for markup that clean_markup made: elements that it has left empty go, too.
std::string clean_again(std::string_view html);

/// An empty paragraph that an editor has written is a line (Format::editor_spacing).
std::string space_paragraphs(std::string_view html);

/// Without images whose address does not end in gif, png, jpg or jpeg; those with a content id stay
/// (Format::stripExternalImages). Expects what clean_markup made.
std::string drop_unknown_images(std::string_view html);

/// True when the text holds something that looks like a tag.
bool has_tag(std::string_view text);

/// A <br /> in front of each line break (nl2br).
std::string line_breaks_to_markup(std::string_view text);

/// The words of a thread body for the search index: a space for each tag, entities decoded, white
/// space collapsed (HtmlThreadEntryBody::getSearchable).
std::string searchable_markup(std::string_view html);

// What a text holds, before anything is made of it. Each is linear in the text's length.

/// True when the text holds a tag of an element that HTML knows, written to its end: "<br>",
/// "</p>", "<a href=…>". Not for "<john@example.com>", "a<b" or "<<EOF".
bool holds_element(std::string_view text);

}  // namespace ost::domain
