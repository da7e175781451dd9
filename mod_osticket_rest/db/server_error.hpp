// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace ost::db {

/// What the number of a database error means for the caller: a transaction that may run again
/// (kRetryTransaction), tables that are not those that were read of (kSchemaChanged), a database
/// that is away, too slow or refuses to write (kUnavailable), or a bug (kInternal). The detail
/// names the statement's label and the number, never its text.
base::Error error_of(int number, std::string_view label);

/// True when nothing is known any more of the session behind such an error, or when its server will
/// not serve it any more: the connection is to be given up.
bool is_connection_lost(int number);

}  // namespace ost::db
