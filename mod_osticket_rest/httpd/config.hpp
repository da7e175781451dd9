// SPDX-License-Identifier: MIT
#pragma once

#include <httpd.h>

// Needs httpd.h before it.
#include <http_config.h>

#include <string>
#include <vector>

#include "api/service.hpp"
#include "httpd/dbd_settings.hpp"
#include "httpd/mail_way.hpp"

namespace ost::httpd {

struct ChildState;
struct SharedCache;
struct SharedFailures;
struct Statistics;

/// One OsTicketKeyScope, and the next one.
struct KeyScopeLine {
  std::int64_t key_id;
  unsigned bits;
  const KeyScopeLine* next;
};

/// One OsTicketKeyAgent, and the next one.
struct KeyAgentLine {
  std::int64_t key_id;
  std::int64_t agent_id;  ///< or api::KeyAgents::kAny
  const KeyAgentLine* next;
};

/// Where the requests to a server are counted.
struct HostSlot {
  const server_rec* server;
  std::size_t slot;
};

/// What httpd's start makes for a server or virtual host.
struct ServerState {
  SharedFailures* failures = nullptr;    ///< set once the configuration has been checked
  SharedCache* shared = nullptr;         ///< set at start where httpd has shared memory for it
  DbdSettings dbd{};                     ///< mod_dbd's, once the configuration has been read
  int number = 0;                        ///< tells the servers of one httpd apart
  Statistics* statistics = nullptr;      ///< shared by all children; set before they start
  const HostSlot* host_slots = nullptr;  ///< of all servers; the last one has no server
  ChildState* child = nullptr;           ///< set in each child process; nullptr before
  bool has_mail = false;                 ///< set at start
  void* mail_task = nullptr;             ///< of the main server, where mail is on
};

/// What the directives of one server or virtual host say; lives in the configuration's pool.
/// Numbers that were not set are kUnset until the merge with the main server and `settle`.
struct ServerConfig : ServerState {
  static constexpr int kUnset = -1;

  const char* table_prefix = nullptr;
  int max_page_size = kUnset;
  int max_body_kib = kUnset;
  int max_upload_kib = kUnset;
  const char* upload_folder = nullptr;
  const char* osticket_folder = nullptr;
  int transaction_retries = kUnset;
  int reference_seconds = kUnset;
  int total_seconds = kUnset;
  int key_milliseconds = kUnset;
  int pool_size = kUnset;
  int pool_wait_milliseconds = kUnset;
  int query_seconds = kUnset;
  int retry_after_seconds = kUnset;
  apr_array_header_t* allow_origins = nullptr;  ///< of const char*; nullptr: not set
  int auth_failures = kUnset;
  const KeyScopeLine* key_scopes = nullptr;  ///< a server's own before the main server's
  const KeyAgentLine* key_agents = nullptr;  ///< likewise
  int unknown_schema = kUnset;               ///< an api::UnknownSchema
  const char* mail_word = nullptr;           ///< of OsTicketMail
  const char* mail_program = "";
  int mail_keep_days = kUnset;
  int idempotency_seconds = kUnset;
  const char* secret_salt = nullptr;  ///< what stands in the file that OsTicketSecretFile names
};

extern const command_rec kDirectives[];

void* create_server_config(apr_pool_t* pool, server_rec* server);
void* merge_server_config(apr_pool_t* pool, void* base, void* own);

ServerConfig* config_of(const server_rec* server);

/// OsTicketKeyScope: the id of a key or *, and words.
const char* add_key_scope(cmd_parms* cmd, void*, int argc, char* const argv[]);

/// OsTicketKeyAgent: the id of a key or *, and the id of an agent or `any`.
const char* add_key_agent(cmd_parms* cmd, void*, const char* key, const char* agent);

/// The lines of a virtual host before those of the main server.
template <typename Line>
const Line* merge_lines(apr_pool_t* pool, const Line* base, const Line* own) {
  const Line* merged = base;
  for (; own; own = own->next) {
    Line line = *own;
    line.next = merged;
    merged = new (apr_palloc(pool, sizeof(Line))) Line(line);
  }
  return merged;
}

/// Puts the defaults in the place of what was not set.
void settle(ServerConfig& config);

/// How mail leaves; by default as osTicket's own settings say.
MailWay mail_way_of(const ServerConfig& config);

api::Settings settings_of(const ServerConfig& config);

/// The origins of OsTicketAllowOrigin; empty by default.
std::vector<std::string> allowed_origins_of(const ServerConfig& config);

struct SecretFile {
  const char* fault = nullptr;  ///< what is wrong with the file; names no path
  std::string secret{};
};

/// osTicket's SECRET_SALT, alone on the one line of a file that only its owner may read.
SecretFile read_secret_file(const char* path);

}  // namespace ost::httpd
