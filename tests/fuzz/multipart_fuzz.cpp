// SPDX-License-Identifier: MIT
// A form that comes in pieces: its parts are the same however it is cut, and its JSON part loses no
// string of a file.
#include "api/http/multipart.hpp"
#include "api/json/long_strings.hpp"
#include "base/json.hpp"
#include "fakes/fake_random.hpp"
#include "fuzz/fuzz.hpp"

using namespace ost;

namespace {

class Scribe final : public api::PartTaker {
 public:
  std::string written;
  base::Status begin(const api::PartHead& head) override {
    written += "[" + head.name + "|" + head.file_name.value_or("-") + "|" + head.type + "]";
    return {};
  }
  base::Status take(std::string_view bytes) override {
    written.append(bytes);
    return {};
  }
  base::Status end() override {
    written += ";";
    return {};
  }
};

template <typename Add>
bool add_all(std::string_view text, std::size_t piece, Add add) {
  for (std::size_t at = 0; at < text.size(); at += piece)
    if (!add(text.substr(at, piece)).ok()) return false;
  return true;
}

std::string parts_of(std::string_view text, std::size_t piece, bool& is_whole) {
  Scribe scribe;
  api::MultipartReader reader("b", scribe);
  is_whole =
      add_all(text, piece, [&](std::string_view p) { return reader.add(p); }) && reader.end().ok();
  return is_whole ? scribe.written : "";
}

std::string content_of(const base::SpooledTexts& texts, const std::string& word) {
  std::string all;
  const base::Status read = texts.text_of(word)->read([&](std::string_view piece) {
    all.append(piece);
    return base::Status();
  });
  fuzz::require(read.ok(), "what was kept can be read");
  return all;
}

// Where the parser takes the whole text, it takes the rest too, and strings are what they were.
void compare_strings(const base::Json& whole, const base::Json& rest,
                     const base::SpooledTexts& texts) {
  if (whole.string()) {
    fuzz::require(rest.string(), "a string stays a string");
    fuzz::require(
        *rest.string() == *whole.string() || content_of(texts, *rest.string()) == *whole.string(),
        "a string that was taken out is what it was");
  } else if (whole.array()) {
    for (std::size_t i = 0; i < whole.array()->size(); ++i)
      compare_strings(whole.array()->at(i), rest.array()->at(i), texts);
  } else if (whole.object()) {
    for (std::size_t i = 0; i < whole.object()->size(); ++i)
      compare_strings(whole.object()->at(i).second, rest.object()->at(i).second, texts);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  bool is_whole = false, is_whole_too = false;
  const std::string at_once = parts_of(text, size + 1, is_whole);
  const std::string in_pieces = parts_of(text, 3, is_whole_too);
  fuzz::require(is_whole == is_whole_too && at_once == in_pieces, "pieces do not matter");
  (void)api::boundary_of(text.substr(0, 200));

  const auto whole = base::parse_json(text);
  auto spool = std::make_shared<base::Spool>("/tmp", 1 << 20);
  fakes::FakeRandom random{{}};
  api::LongStrings strings(spool, random, 1 << 20);
  const bool is_taken = add_all(text, 11, [&](std::string_view p) { return strings.add(p); });
  if (!whole) return 0;
  fuzz::require(is_taken, "what is JSON is taken");
  const auto rest = base::parse_json(strings.text());
  fuzz::require(rest.ok(), "the rest of JSON is JSON");
  compare_strings(*whole, *rest, strings.texts());
  return 0;
}
