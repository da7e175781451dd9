// SPDX-License-Identifier: MIT
#include "api/request.hpp"

#include "base/text.hpp"

namespace ost::api {
namespace {

base::Error too_large() {
  return base::Error{base::Errc::kBodyTooLarge, "The request body is too large", "", {}};
}

}  // namespace

base::Status check_announced(const BodyReader& body, std::int64_t most) {
  const auto announced = body.announced();
  if (announced && *announced > most) return too_large();
  return {};
}

base::Result<std::string> read_whole(BodyReader& body, std::int64_t most) {
  if (base::Status checked = check_announced(body, most); !checked) return checked.error();
  std::string whole;
  for (;;) {
    const auto piece = body.next();
    if (!piece) return piece.error();
    if (piece->empty()) return whole;
    if (piece->size() > static_cast<std::size_t>(most) - whole.size()) return too_large();
    whole.append(*piece);
  }
}

const std::string* Request::header(std::string_view name) const {
  for (const auto& [known, value] : headers)
    if (base::equal_ignoring_case(known, name)) return &value;
  return nullptr;
}

bool Request::is_multipart() const {
  constexpr std::string_view kMultipart = "multipart/";
  const std::string* type = header("Content-Type");
  return type && base::equal_ignoring_case(type->substr(0, kMultipart.size()), kMultipart);
}

}  // namespace ost::api
