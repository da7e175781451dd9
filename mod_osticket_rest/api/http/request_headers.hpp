// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ost::api {

/// True unless an Accept header excludes application/json: the most specific range that names it
/// decides, by a quality above 0. A header without any range that can be read excludes nothing.
bool accepts_json(std::string_view accept);

/// What a browser says about the page that asks.
struct CrossOrigin {
  std::optional<std::string> origin{};  ///< the Origin header
  bool is_preflight = false;            ///< OPTIONS with Access-Control-Request-Method
};

using Headers = std::vector<std::pair<std::string, std::string>>;

/// True for what OsTicketAllowOrigin takes: `*`, or scheme, host and perhaps port of an http or
/// https page in lower case, as browsers send it.
bool is_origin(std::string_view text);

/// The headers that let pages of the `allowed` origins, or with `*` of any, read this answer,
/// an error as well. Never allows credentials: the key is a header that the page itself sets.
Headers cross_origin_headers(const std::vector<std::string>& allowed, const CrossOrigin& request);

}  // namespace ost::api
