// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "domain/create/collaborators.hpp"
#include "domain/ticket/ticket_group.hpp"

namespace ost::api {

/// The tickets to be linked with one. Errors as of Members::done; a ticket may not be named twice,
/// nor the one of the address.
base::Result<std::vector<std::int64_t>> parse_links(std::string_view body, std::int64_t id);

/// What is to be merged into a ticket, and how.
base::Result<domain::MergeRequest> parse_merge(std::string_view body, std::int64_t id);

/// Somebody by `user_id`, or else by `email` and `name`.
base::Result<domain::CollaboratorRequest> parse_collaborator(std::string_view body);

}  // namespace ost::api
