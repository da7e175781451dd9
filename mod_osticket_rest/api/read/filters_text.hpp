// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "db/tickets/ticket_query.hpp"

namespace ost::api {

/// Which tickets a list has, as a text that no other filters have.
std::string filters_text(const db::ListQuery& list);

}  // namespace ost::api
