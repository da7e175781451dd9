// SPDX-License-Identifier: MIT
// Messages: cleaned markup is harmless however often it is cleaned. As osTicket's own rules do,
// each time may drop an element that has become empty; the text stays, but for entities, which are
// decoded once more, and white space, which comes before the table among whose rows it stood.
#include <algorithm>
#include <cstring>
#include <ctime>
#include <iterator>
#include <random>

#include "base/text.hpp"
#include "domain/text/html.hpp"
#include "domain/text/plain_text.hpp"
#include "domain/thread/message_text.hpp"
#include "fakes/harmless_markup.hpp"
#include "fakes/hostile_shapes.hpp"
#include "fuzz/fuzz.hpp"

using namespace ost;

namespace {

// Of processor time, for what takes 64 ms at most without sanitizers.
constexpr std::clock_t kLongest = 2 * CLOCKS_PER_SEC;

std::string letters_of(std::string text) {
  const auto is_space = [](char c) { return std::strchr(" \t\n\v\f\r", c) && c; };
  text.erase(std::remove_if(text.begin(), text.end(), is_space), text.end());
  return text;
}

// A piece of the input, or one of the shapes that are known to be hostile.
std::string repeated_piece(std::string_view input, std::minstd_rand& random) {
  const auto below = [&](std::size_t bound) { return random() % bound; };
  std::string piece;
  for (std::size_t parts = 1 + below(2); parts > 0; --parts)
    if (input.empty() || below(2) == 0)
      piece += fakes::kHostileShapes[below(std::size(fakes::kHostileShapes))].unit;
    else
      piece += input.substr(below(input.size()), 1 + below(24));
  return piece;
}

}  // namespace

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned seed);

// Every fourth input has a piece repeated, often to the full length: what is linear once may not be
// so a thousand times.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned seed) {
  std::minstd_rand random(seed);
  if (random() % 4 != 0) return LLVMFuzzerMutate(data, size, most);
  std::string text(fuzz::text_of(data, std::min<std::size_t>(size, 4096)));
  const std::string piece = repeated_piece(text, random);
  const std::size_t wanted = std::min<std::size_t>(most, std::size_t{64} << random() % 13);
  const std::size_t place = random() % (text.size() + 1);
  std::string run;
  while (run.size() + piece.size() + text.size() < wanted) run += piece;
  text = text.substr(0, place) + run + text.substr(place);
  const std::size_t length = std::min(text.size(), most);
  std::memcpy(data, text.data(), length);
  return length;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string html(fuzz::text_of(data, size));
  const std::clock_t start = std::clock();
  const std::string cleaned = domain::clean_markup(html);
  fuzz::require(std::clock() - start <= kLongest, "markup is cleaned in time");
  fuzz::require(base::is_utf8(cleaned), "cleaned markup is UTF-8");
  fuzz::require(fakes::is_harmless(cleaned), "cleaned markup is harmless");
  const std::string again = domain::clean_markup(cleaned);
  fuzz::require(fakes::is_harmless(again), "markup that was cleaned twice is harmless");
  fuzz::require(fakes::is_harmless(domain::clean_markup(again)),
                "markup that was cleaned thrice is harmless");
  if (cleaned.find('&') == std::string::npos)
    fuzz::require(letters_of(domain::plain_text(again)) == letters_of(domain::plain_text(cleaned)),
                  "cleaned markup keeps its text");
  fuzz::require(fakes::is_harmless(domain::drop_unknown_images(cleaned)), "without images as well");
  const std::string stored = domain::drop_unknown_images(domain::strip_emoticons(cleaned));
  fuzz::require(base::is_utf8(stored) && fakes::is_harmless(stored), "what is stored is harmless");
  (void)domain::searchable_markup(cleaned);
  if (!base::is_utf8(html)) return 0;
  fuzz::require(base::is_utf8(domain::plain_text(html)), "plain text is UTF-8");
  fuzz::require(base::is_utf8(domain::decode_entities(html)), "decoded text is UTF-8");
  fuzz::require(
      domain::strip_emoticons(domain::strip_emoticons(html)) == domain::strip_emoticons(html),
      "nothing is left to strip");
  const auto message = domain::read_message(html);
  fuzz::require(!message || base::is_utf8(message->text), "a message is UTF-8");
  return 0;
}
