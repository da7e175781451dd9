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

/// What lists show by name, kept or read anew.
base::Result<std::shared_ptr<const db::ReadReference>> read_reference(Services& services,
                                                                      db::Connection& connection);

/// What the rules of writes ask about, kept or read anew.
base::Result<std::shared_ptr<const domain::HelpDesk>> help_desk(Services& services,
                                                                db::Connection& connection);

}  // namespace ost::api
