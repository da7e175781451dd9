// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <string>
#include <string_view>
#include <utility>

#include "api/auth/api_key.hpp"
#include "api/people_memory.hpp"
#include "api/service.hpp"
#include "base/cached.hpp"
#include "db/desk/shown_names.hpp"
#include "db/tickets/ticket_query.hpp"
#include "domain/desk/help_desk.hpp"

namespace ost::api {

enum class Access { kRead, kWrite };

/// Whether a help desk whose tables have this signature may be read or changed; else kUnavailable.
base::Status check_schema(std::string_view signature, UnknownSchema policy, Access access);

/// For logs: what an unknown signature means and which setting goes on with reads.
std::string unknown_schema_sentence(std::string_view signature);

/// Counts lists in the background.
class TotalCounter {
 public:
  virtual ~TotalCounter() = default;
  /// `count_anew` will run for the list, unless there is too much to count already.
  virtual void count_later(const db::ListQuery& list) noexcept = 0;
};

struct Caches {
  std::unique_ptr<TotalCounter> counter{};  ///< nullptr: each request counts for itself
  KeyMemory keys;
  PeopleMemory people;
  base::Cached<db::ShownNames> names;
  base::Cached<domain::HelpDesk> help_desk;
  base::CachedTexts answers;      ///< that are dear to make
  std::atomic<int> downloads{0};  ///< of files, under way
};

/// What lists show by name, kept or read anew. kUnavailable when the help desk is of a version of
/// osTicket that may not be read.
base::Result<std::shared_ptr<const db::ShownNames>> shown_names(Services& services,
                                                                db::Connection& connection);

/// What the rules of writes ask about, kept or read anew: over the caller's connection, or, for a
/// caller without one (nullptr), over one that is leased and given back. kUnavailable when the help
/// desk is of a version of osTicket that the module does not know, so that nothing may be changed.
base::Result<std::shared_ptr<const domain::HelpDesk>> help_desk(Services& services,
                                                                db::Connection* connection);

/// The same for who only reads: kUnavailable when the help desk may not even be read.
base::Result<std::shared_ptr<const domain::HelpDesk>> help_desk_to_read(Services& services,
                                                                        db::Connection& connection);

/// What `work` makes of the help desk: a function of a `const domain::HelpDesk&` that returns a
/// Status or a Result and leaves nothing behind when it fails. Where one of its statements finds a
/// column or a table gone, the help desk is read anew and `work` runs once more: an administrator
/// has changed a form since it was kept.
template <typename Work>
auto with_help_desk(Services& services, db::Connection* connection, Work&& work)
    -> decltype(work(std::declval<const domain::HelpDesk&>())) {
  for (bool is_first = true;; is_first = false) {
    const auto desk = help_desk(services, connection);
    if (!desk) return desk.error();
    auto done = work(**desk);
    const bool again = !done && done.error().code == base::Errc::kSchemaChanged && is_first;
    if (!again) return done;
    services.caches.help_desk.forget();
  }
}

}  // namespace ost::api
