// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "domain/text/html.hpp"
#include "domain/text/html_tokens.hpp"

namespace ost::domain {

/// What becomes of entities: characters, or they stay as they stand there.
enum class Entities { kDecode, kLeave };

/// How deep written elements may be nested. osTicket's own parser (libxml) gives up at 256, its own
/// document included, when it shows a message; deeper tags go, and their text stays.
constexpr std::size_t kDeepestElement = 252;

/// Writes tokens as balanced markup while they come, without a tree: its memory is what it has
/// written and a stack of at most kDeepestElement elements. Start tags close what HTML lets them
/// close, end tags what is open in their scope; an element that is not closed ends with the one it
/// stands in, and what is empty goes again.
class HtmlWriter {
 public:
  /// `images` may be nullptr: addresses stay what they are.
  explicit HtmlWriter(ImageSources* images = nullptr) : images_(images) {}

  void write_text(std::string_view text, Entities entities);
  void start(const Token& tag, Entities entities);
  void end(const Element& element);

  /// All that was written, with every element closed.
  std::string finish();

 private:
  struct Open {
    const Element* element;
    std::string_view name;  // as it is written, empty when it is not
    std::size_t start;      // where the start tag stands in the output
    std::size_t content;    // where its content starts
  };

  void close_before(const Element& element);
  void close_item(unsigned trait);
  void close_through(unsigned traits, unsigned barrier);
  void close_to(std::size_t depth);
  void close_last();
  bool is_allowed_here(const Element& element) const;
  void push(const Open& open);
  std::string_view write_tag(const Token& tag, Entities entities);

  ImageSources* images_;
  std::string out_;
  std::vector<Open> open_;
  std::array<std::size_t, kElementCount> open_count_{};
  // Open elements that lie too deep to be written; their end tags close nothing.
  std::array<std::size_t, kElementCount> passed_{};
  std::size_t tables_ = 0;
};

}  // namespace ost::domain
