// SPDX-License-Identifier: MIT
#include "api/caches.hpp"

#include <iterator>

#include "db/desk/schema.hpp"

namespace ost::api {
namespace {

constexpr char kMayNotBeUsed[] = "This API does not know the help desk's version of osTicket";
constexpr char kMayNotBeChanged[] =
    "This API does not know the help desk's version of osTicket, so it changes nothing there";

}  // namespace

std::string unknown_schema_sentence(std::string_view signature) {
  const auto& oldest = db::kKnownSchemas[0];
  const auto& newest = db::kKnownSchemas[std::size(db::kKnownSchemas) - 1];
  std::string sentence = "the help desk's tables are of a version of osTicket that is not known (";
  sentence += signature.empty() ? "no schema signature" : "schema signature ";
  sentence += signature;
  sentence += "; known are ";
  sentence += oldest.version;
  sentence += " to ";
  sentence += newest.version;
  sentence += "); 'OsTicketUnknownSchema read-only' goes on with reads only";
  return sentence;
}

base::Status check_schema(std::string_view signature, UnknownSchema policy, Access access) {
  if (!db::version_of(signature).empty()) return {};
  const bool read_only = policy == UnknownSchema::kReadOnly;
  if (read_only && access == Access::kRead) return {};
  base::Error error = base::unavailable(unknown_schema_sentence(signature));
  error.message = read_only ? kMayNotBeChanged : kMayNotBeUsed;
  return error;
}

namespace {

base::Result<domain::HelpDesk> load(Services& services, db::Connection* connection) {
  if (connection) return domain::load_help_desk(*connection);
  const auto lease = services.pool.lease();
  if (!lease) return lease.error();
  return domain::load_help_desk((*lease)->connection());
}

base::Result<std::shared_ptr<const domain::HelpDesk>> load_for(Access access, Services& services,
                                                               db::Connection* connection) {
  auto desk = services.caches.help_desk.get(services.clock, services.settings.reference_seconds,
                                            [&] { return load(services, connection); });
  if (!desk) return desk;
  // A ticket that is made after the table is back needs its row there.
  if (!(*desk)->has_cdata_column("ticket__cdata", "subject")) services.caches.help_desk.forget();
  const base::Status known =
      check_schema((*desk)->setting("schema_signature"), services.settings.unknown_schema, access);
  if (!known) return known.error();
  return desk;
}

}  // namespace

std::shared_ptr<Caches> make_caches() {
  return std::make_shared<Caches>();
}

base::Result<std::shared_ptr<const db::ShownNames>> shown_names(Services& services,
                                                                db::Connection& connection) {
  auto names = services.caches.names.get(services.clock, services.settings.reference_seconds,
                                         [&] { return db::load_shown_names(connection); });
  if (!names) return names;
  // The table of the subjects is being rebuilt and may be back at any moment.
  if (!(*names)->has_subject) services.caches.names.forget();
  const base::Status known =
      check_schema((*names)->schema_signature, services.settings.unknown_schema, Access::kRead);
  if (!known) return known.error();
  return names;
}

base::Result<std::shared_ptr<const domain::HelpDesk>> help_desk(Services& services,
                                                                db::Connection* connection) {
  return load_for(Access::kWrite, services, connection);
}

base::Result<std::shared_ptr<const domain::HelpDesk>> help_desk_to_read(
    Services& services, db::Connection& connection) {
  return load_for(Access::kRead, services, &connection);
}

}  // namespace ost::api
