// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "api/actions.hpp"
#include "api/read/filter_params.hpp"
#include "api/read/selection.hpp"
#include "base/result.hpp"
#include "db/tickets/ticket_list.hpp"

namespace ost::api {

/// Whether times are shown as the database keeps them or in UTC.
enum class Times { kDatabase, kUtc };

/// Whether a list comes in numbered pages, or goes on where the last answer ended.
enum class Paging { kPages, kCursor };

/// What a request asks for: which tickets, and what is shown of them.
struct ReadParams {
  db::ListQuery query{};  ///< page, order and position; the conditions come of the filters
  FilterParams filters{};
  Paging paging = Paging::kPages;
  bool wants_total = false;  ///< where it goes on by cursor; pages always have it
  std::string list{};        ///< the filters and the order as they were sent, for cursors
  Selection selection{};
  Times times = Times::kDatabase;
  bool is_one = false;        ///< one ticket is asked for, not a list
  bool may_be_known = false;  ///< the client has an answer already and asks whether it has changed
};

/// What the query string of a list asks for. kInvalidParameter names each parameter that does not
/// exist, is given twice, or has a value that is none: a mistyped filter never answers with
/// everything. As the published API has it, an empty value counts as absent and a page or per_page
/// below 1 as 1; `_` is ignored.
base::Result<ReadParams> parse_list_params(const Request& request, int max_page_size);

/// The same for one ticket, whose id is in the path: only what is shown of it can be asked for.
base::Result<ReadParams> parse_ticket_params(const Call& call);

/// The same for one part of a ticket, such as its events, by itself.
base::Result<ReadParams> parse_part_params(const Call& call, Part part);

/// Takes a parameter over; says what is wrong with it, "" when nothing is.
using TakeParameter = std::function<std::string(const std::string& name, const std::string& value)>;

/// Hands on each parameter but `_`. kInvalidParameter names those that are wrong, or given twice.
base::Status take_parameters(const Request& request, const TakeParameter& take);

/// kInvalidParameter for any parameter but those named here and `_`, which some browsers' libraries
/// add to get round caches.
base::Status check_parameters(const Request& request,
                              std::initializer_list<std::string_view> known);

/// The `id` of a single ticket and nothing else: kMissingTicketId, kInvalidParameter.
base::Result<std::int64_t> parse_ticket_id(const Request& request);

/// The ticket that a call is about: the one in its path, or else in the parameter `id`.
base::Result<std::int64_t> ticket_id_of(const Call& call);

/// A number in the call's path by its name in the route's pattern; 0 when the pattern has none.
std::int64_t number_in_path(const Call& call, std::string_view name);

}  // namespace ost::api
