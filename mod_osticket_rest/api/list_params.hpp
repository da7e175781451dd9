// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "api/request.hpp"
#include "base/result.hpp"
#include "db/ticket_list.hpp"

namespace ost::api {

struct ListParams {
  db::ListQuery query;
  std::optional<std::string> email{};
};

/// What the query string of a list asks for. kInvalidParameter names each parameter that does not
/// exist, is given twice, or has a value that is none: a mistyped filter never answers with
/// everything.
base::Result<ListParams> parse_list_params(const Request& request, int max_page_size);

/// The `id` of a single ticket and nothing else: kMissingTicketId, kInvalidParameter.
base::Result<std::int64_t> parse_ticket_id(const Request& request);

}  // namespace ost::api
