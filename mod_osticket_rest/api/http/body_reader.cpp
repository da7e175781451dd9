// SPDX-License-Identifier: MIT
#include "api/http/body_reader.hpp"

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

}  // namespace ost::api
