// SPDX-License-Identifier: MIT
// Query strings: what is read is UTF-8 without NUL, and a list asks for a page that exists.
#include "api/http/query_string.hpp"
#include "api/read/list_params.hpp"
#include "base/text.hpp"
#include "fuzz/fuzz.hpp"

using namespace ost;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto pairs = api::parse_query_string(fuzz::text_of(data, size));
  if (!pairs) return 0;
  for (const auto& [name, value] : *pairs)
    for (const std::string& text : {name, value})
      fuzz::require(base::is_utf8(text) && text.find('\0') == std::string::npos, "text is clean");
  api::Request request;
  request.query = std::move(pairs).value();
  const auto id = api::parse_ticket_id(request);
  fuzz::require(!id || *id >= 0, "ids are not negative");
  const auto list = api::parse_list_params(request, 100);
  if (!list) return 0;
  fuzz::require(list->query.page >= 1, "pages start at 1");
  fuzz::require(list->query.per_page >= 1 && list->query.per_page <= 100, "pages are bounded");
  return 0;
}
