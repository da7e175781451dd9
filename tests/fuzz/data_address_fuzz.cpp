// SPDX-License-Identifier: MIT
// A message with images, and a file as a data address: no image is left in the text, each that was
// taken is shown, and a content that can be read is the same each time.
#include "domain/files/sent_files.hpp"
#include "domain/text/html.hpp"
#include "domain/thread/cid_rewriting.hpp"
#include "domain/thread/embedded_images.hpp"
#include "fuzz/fuzz.hpp"

using namespace ost;

namespace {

std::string content_of(const base::Content& content, bool& is_readable) {
  std::string all;
  is_readable = content
                    .read([&](std::string_view piece) {
                      all.append(piece);
                      return base::Status();
                    })
                    .ok();
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(fuzz::text_of(data, size));
  domain::HelpDesk desk;
  desk.config[{"core", "max_file_size"}] = "100000";
  const domain::FileRules rules = domain::FileRules::of_messages(desk);
  const base::SpooledTexts texts;
  domain::EmbeddedImages images(rules, texts);
  const std::string body = domain::clean_markup(text, &images);
  domain::KeysByContentId keys;
  for (const domain::PreparedFile& image : images.images().taken) {
    fuzz::require(image.type.rfind("image/", 0) == 0, "only images are taken");
    fuzz::require(image.size > 0 && image.size <= 100000, "within the limits");
    fuzz::require(domain::shows(body, image.content_id), "each image is shown");
    keys.emplace(domain::content_id_in_body(image.content_id), std::string(32, 'k'));
  }
  const std::string keyed = domain::with_keys(body, keys);
  for (const domain::PreparedFile& image : images.images().taken)
    fuzz::require(keyed.find("src=\"cid:" + domain::content_id_in_body(image.content_id) + '"') ==
                      std::string::npos,
                  "each content id becomes a key");
  for (const std::string& key : domain::keys_in(keyed))
    fuzz::require(!domain::shows(domain::without_key(keyed, key), key), "a key can be taken away");
  const auto file = domain::read_address(base::content_of(text));
  if (!file) return 0;
  bool is_readable = false, is_readable_again = false;
  const std::string first = content_of(*file->content, is_readable);
  const std::string again = content_of(*file->content, is_readable_again);
  fuzz::require(is_readable == is_readable_again && first == again, "read twice, it is the same");
  return 0;
}
