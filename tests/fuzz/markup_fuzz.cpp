// SPDX-License-Identifier: MIT
// Messages: cleaned markup is harmless however often it is cleaned. As osTicket's own rules do,
// each time may drop an element that has become empty; the text stays, but for entities, which are
// decoded once more, and white space, which comes before the table among whose rows it stood.
#include <algorithm>
#include <cstring>

#include "base/html.hpp"
#include "base/plain_text.hpp"
#include "base/text.hpp"
#include "domain/thread_post.hpp"
#include "fakes/harmless_markup.hpp"
#include "fuzz/fuzz.hpp"

using namespace ost;

namespace {

std::string letters_of(std::string text) {
  const auto is_space = [](char c) { return std::strchr(" \t\n\v\f\r", c) && c; };
  text.erase(std::remove_if(text.begin(), text.end(), is_space), text.end());
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string html(fuzz::text_of(data, size));
  const std::string cleaned = base::clean_markup(html);
  fuzz::require(base::is_utf8(cleaned), "cleaned markup is UTF-8");
  fuzz::require(fakes::is_harmless(cleaned), "cleaned markup is harmless");
  const std::string again = base::clean_markup(cleaned);
  fuzz::require(fakes::is_harmless(again), "markup that was cleaned twice is harmless");
  fuzz::require(fakes::is_harmless(base::clean_markup(again)),
                "markup that was cleaned thrice is harmless");
  if (cleaned.find('&') == std::string::npos)
    fuzz::require(letters_of(base::plain_text(again)) == letters_of(base::plain_text(cleaned)),
                  "cleaned markup keeps its text");
  fuzz::require(fakes::is_harmless(base::drop_unknown_images(cleaned)), "without images as well");
  const std::string stored = base::drop_unknown_images(base::strip_emoticons(cleaned));
  fuzz::require(base::is_utf8(stored) && fakes::is_harmless(stored), "what is stored is harmless");
  (void)base::searchable_markup(cleaned);
  if (!base::is_utf8(html)) return 0;
  fuzz::require(base::is_utf8(base::plain_text(html)), "plain text is UTF-8");
  fuzz::require(base::is_utf8(base::decode_entities(html)), "decoded text is UTF-8");
  fuzz::require(base::strip_emoticons(base::strip_emoticons(html)) == base::strip_emoticons(html),
                "nothing is left to strip");
  const auto message = domain::read_message(html);
  fuzz::require(!message || base::is_utf8(message->text), "a message is UTF-8");
  return 0;
}
