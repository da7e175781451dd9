// SPDX-License-Identifier: MIT
#include "api/caches.hpp"

namespace ost::api {

std::shared_ptr<Caches> make_caches() {
  return std::make_shared<Caches>();
}

base::Result<std::shared_ptr<const db::ReadReference>> read_reference(Services& services,
                                                                      db::Connection& connection) {
  return services.caches.read.get(services.clock, services.settings.reference_seconds,
                                  [&] { return db::load_read_reference(connection); });
}

base::Result<std::shared_ptr<const domain::HelpDesk>> help_desk(Services& services,
                                                                db::Connection& connection) {
  return services.caches.help_desk.get(services.clock, services.settings.reference_seconds,
                                       [&] { return domain::load_help_desk(connection); });
}

}  // namespace ost::api
