// SPDX-License-Identifier: MIT
#pragma once

#include "api/read/filter_params.hpp"
#include "api/read/include.hpp"
#include "api/read/moment.hpp"
#include "base/result.hpp"
#include "db/connection.hpp"

namespace ost::api {

/// True when settling needs what administrators have set up (`View::desk`).
bool needs_desk(const FilterParams& filters);

/// The moment on the database's clock, which knows the years from 1 to 9999.
std::string database_time_of(const Moment& moment, const domain::HelpDesk& desk);

/// Adds the conditions of the filters to the list, by what the help desk knows of them: which
/// statuses are of a state, what a field's value is stored as, what a moment is on the database's
/// clock. False when no ticket can be meant. kInvalidParameter for a field that no form has.
base::Result<bool> settle_filters(const FilterParams& filters, const View& view,
                                  db::Connection& connection, db::ListQuery& list);

}  // namespace ost::api
