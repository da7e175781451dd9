// SPDX-License-Identifier: MIT
#include "domain/thread/embedded_images.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace ost::domain {
namespace {

constexpr std::string_view kScheme = "data:";
constexpr std::string_view kImage = "image/";
constexpr std::string_view kFilePage = "/file.php?";
// Bytes of a text that is held whole, as messages are.
constexpr std::size_t kLargestText = 4 * 1024 * 1024;

bool begins(std::string_view text, std::string_view with) {
  return base::equal_ignoring_case(text.substr(0, with.size()), with);
}

// The key in an address of osTicket's page for files, of whichever host; empty in any other.
std::string_view key_in(std::string_view address) {
  const bool is_page =
      begins(address, "http://") || begins(address, "https://") || begins(address, "/");
  const std::size_t page = address.find(kFilePage);
  if (!is_page || page == std::string_view::npos) return {};
  for (const std::string_view pair : base::split(address.substr(page + kFilePage.size()), '&')) {
    if (pair.substr(0, 4) == "key=") return pair.substr(4);
    if (pair.find('=') == std::string_view::npos) return {};
  }
  return {};
}

}  // namespace

std::optional<std::string> EmbeddedImages::source_of(std::string_view address) {
  if (begins(address, kScheme)) return keep(address);
  const std::string_view key = key_in(address);
  return key.empty() ? std::string(address) : std::string("cid:").append(key);
}

base::Result<std::string> EmbeddedImages::completed(const std::string& text) const {
  return texts_.restored(text, kLargestText);
}

std::optional<std::string> EmbeddedImages::refuse(const std::string& reason) {
  const base::FieldError field{"message", "holds an embedded image that " + reason};
  if (status_)
    status_ = base::Error{base::Errc::kInvalidFields, "Invalid fields: message", "", {field}};
  return std::nullopt;
}

std::optional<std::string> EmbeddedImages::keep(std::string_view address) {
  if (images_.taken.size() + images_.refused.size() >= kMostFiles)
    return refuse("follows 1,000 others");
  SentFile sent = read_address(address, texts_);
  const std::string type = sent.type;
  if (!begins(type, kImage) || type.size() == kImage.size()) return refuse("is none");
  // Its name ends in random letters once it is stored; its extension is the type's.
  sent.name = "." + type.substr(kImage.size());
  auto image = prepare_file(std::move(sent));
  if (!image) return refuse(image.error().message);
  if (image->size == 0) return refuse("is empty");
  if (const auto refusal = rules_.refusal("image" + image->name, type, image->size)) {
    images_.refused.push_back({"image" + image->name, *refusal});
    images_.warnings.push_back("message: an embedded image: " + *refusal);
    return std::nullopt;
  }
  image->content_id = "embedded-" + std::to_string(images_.taken.size()) + "@osticket-rest";
  images_.taken.push_back(std::move(image).value());
  return "cid:" + images_.taken.back().content_id;
}

}  // namespace ost::domain
