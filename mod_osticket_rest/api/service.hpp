// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "api/auth/failure_table.hpp"
#include "api/auth/key_scope.hpp"
#include "api/request.hpp"
#include "api/sink.hpp"
#include "base/system.hpp"
#include "db/connection.hpp"
#include "domain/desk/mail_setup.hpp"

namespace ost::api {

/// A number and the moment (monotonic microseconds, the same in all processes of a machine) from
/// which it is out of date.
struct SharedNumber {
  std::int64_t value = 0;
  std::int64_t expires = 0;
};

/// Numbers by name that all workers of a machine see. Any of them may be gone at any time; an
/// expired one may still be found, and it is for the caller to look.
class SharedNumbers {
 public:
  virtual ~SharedNumbers() = default;
  virtual std::optional<SharedNumber> find(std::string_view name) = 0;
  virtual void keep(std::string_view name, const SharedNumber& number) = 0;
};

/// What happens to requests when the help desk's tables are those of a version of osTicket that the
/// module does not know.
enum class UnknownSchema { kRefuse, kReadOnly };

/// What the operator may set. The defaults are a default installation's.
struct Settings {
  int max_page_size = 100;
  std::int64_t max_body_bytes = 1024 * 1024;
  std::int64_t max_upload_bytes = 32 * 1024 * 1024;  ///< of all files of a request, as sent
  std::string upload_folder = "/tmp";                ///< where files wait until they are whole
  std::string osticket_folder{};  ///< where osTicket's index.php is; empty: not known
  int transaction_retries = 3;
  std::int64_t reference_seconds = 30;  ///< how long reference data is kept; 0: never
  int key_milliseconds = 1000;          ///< how long a right key is remembered; 0: never
  std::int64_t total_seconds = 5;       ///< longest time that a list's total is kept; 0: never
  int idempotency_seconds = 86400;      ///< how long the answer to a named POST is kept
  KeyScopes key_scopes{};
  KeyAgents key_agents{};
  UnknownSchema unknown_schema = UnknownSchema::kRefuse;
  domain::MailSetup mail{};
};

/// Wakes whoever sends mail.
class MailBell {
 public:
  virtual ~MailBell() = default;
  /// A transaction that may have queued messages has been committed.
  virtual void ring() noexcept = 0;
};

/// What a process keeps of one help desk between requests; shared by its threads.
struct Caches;
/// Empty caches. Deleting them needs only this header.
std::shared_ptr<Caches> make_caches();

/// What a request needs of its surroundings, one object per request. `key_id` is set once the key
/// is known, whatever comes after, so that the edge can name it in its log. `numbers` is what all
/// workers of the machine see; nullptr where there is no shared memory.
struct Services {
  db::Pool& pool;
  const base::Clock& clock;
  base::Random& random;
  const Settings& settings;
  Caches& caches;
  std::int64_t key_id = 0;
  std::optional<Permission> asked{};  ///< set once the route is known
  SharedNumbers* numbers = nullptr;
  AuthGuard* guard = nullptr;  ///< nullptr: failures are not counted
  KeyScope scope{};            ///< the key's, once it is known
  MailBell* bell = nullptr;    ///< nullptr: nobody waits for it
};

/// Serves one request. On success the answer has been written to the sink, perhaps not yet flushed
/// to the end. On failure the caller answers by `error_response`, or breaks off what is committed.
base::Status handle(const Request& request, Services& services, Sink& sink);

}  // namespace ost::api
