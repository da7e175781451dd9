// SPDX-License-Identifier: MIT
#include "api/read/page_links.hpp"

#include <algorithm>

#include "api/http/query_string.hpp"

namespace ost::api {
namespace {

/// What was asked for, with another value of one parameter.
std::string address(const Request& request, const Page& page, const char* parameter,
                    const std::string& value) {
  Parameters query = request.query;
  query.erase(std::remove_if(query.begin(), query.end(),
                             [&](const auto& pair) {
                               return pair.first == parameter || pair.first == kCacheBreaker ||
                                      pair.second.empty();
                             }),
              query.end());
  query.emplace_back(parameter, value);
  return page.view.resource + "?" + query_text(query);
}

void add(std::string& links, const std::string& address, const char* relation) {
  links += (links.empty() ? "<" : ", <") + address + ">; rel=\"" + relation + "\"";
}

}  // namespace

std::string page_links(const Request& request, const ReadParams& params, const Page& page) {
  std::string links;
  if (params.paging == Paging::kCursor) {
    if (page.next_cursor) add(links, address(request, page, "cursor", *page.next_cursor), "next");
    return links;
  }
  const std::int64_t now = params.query.page;
  const std::int64_t last = (page.total + params.query.per_page - 1) / params.query.per_page;
  const auto link = [&](std::int64_t number, const char* relation) {
    add(links, address(request, page, "page", std::to_string(number)), relation);
  };
  if (now < last) link(now + 1, "next");
  if (now > 1 && last > 0) link(std::min(now - 1, last), "prev");
  if (last > 1) {
    link(1, "first");
    link(last, "last");
  }
  return links;
}

}  // namespace ost::api
