// SPDX-License-Identifier: MIT
#pragma once

#include "api/service.hpp"
#include "base/cached.hpp"
#include "db/read_reference.hpp"
#include "domain/help_desk.hpp"

namespace ost::api {

struct Caches {
  base::Cached<db::ReadReference> read;
  base::Cached<domain::HelpDesk> help_desk;
};

/// What lists show by name, kept or read anew. kUnavailable when the help desk is of a version of
/// osTicket that may not be read.
base::Result<std::shared_ptr<const db::ReadReference>> read_reference(Services& services,
                                                                      db::Connection& connection);

/// What the rules of writes ask about, kept or read anew. kUnavailable when the help desk is of a
/// version of osTicket that the module does not know, so that nothing may be changed.
base::Result<std::shared_ptr<const domain::HelpDesk>> help_desk(Services& services,
                                                                db::Connection& connection);

}  // namespace ost::api
