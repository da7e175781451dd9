// SPDX-License-Identifier: MIT
#include "httpd/config.hpp"

#include <apr_lib.h>
#include <apr_strings.h>

#include <charconv>
#include <cstring>
#include <new>
#include <optional>
#include <string_view>

#include "api/auth/failure_table.hpp"
#include "api/http/request_headers.hpp"
#include "httpd/log.hpp"

namespace ost::httpd {
namespace {

constexpr std::size_t kLongestPrefix = 30;

struct Bounds {
  int ServerConfig::*member;
  int lowest;
  int highest;
  int fallback;
};

constexpr Bounds kMaxPageSize{&ServerConfig::max_page_size, 1, 100, 100};
constexpr Bounds kMaxBody{&ServerConfig::max_body_kib, 1, 65536, 1024};
constexpr Bounds kMaxUpload{&ServerConfig::max_upload_kib, 1, 1048576, 32768};
constexpr Bounds kTransactionRetries{&ServerConfig::transaction_retries, 0, 100, 3};
constexpr Bounds kReferenceTtl{&ServerConfig::reference_seconds, 0, 3600, 30};
constexpr Bounds kPoolSize{&ServerConfig::pool_size, 1, 1000, 8};
constexpr Bounds kPoolWait{&ServerConfig::pool_wait_milliseconds, 10, 60000, 2000};
constexpr Bounds kQueryTimeout{&ServerConfig::query_seconds, 1, 600, 10};
constexpr Bounds kKeyTtl{&ServerConfig::key_milliseconds, 0, 60000, 1000};
constexpr Bounds kTotalTtl{&ServerConfig::total_seconds, 0, 3600, 5};
constexpr Bounds kRetryAfter{&ServerConfig::retry_after_seconds, 1, 3600, 2};
constexpr Bounds kAuthFailures{&ServerConfig::auth_failures, 0, api::FailureTable::kHighestLimit,
                               100};
constexpr Bounds kMailKeep{&ServerConfig::mail_keep_days, 0, 3650, 7};
constexpr Bounds kIdempotencyTtl{&ServerConfig::idempotency_seconds, 1, 2592000, 86400};
constexpr Bounds kAll[] = {kMaxPageSize,    kMaxBody,    kMaxUpload,    kTransactionRetries,
                           kReferenceTtl,   kTotalTtl,   kPoolSize,     kPoolWait,
                           kQueryTimeout,   kRetryAfter, kAuthFailures, kMailKeep,
                           kIdempotencyTtl, kKeyTtl};

const char* set_table_prefix(cmd_parms* cmd, void*, const char* value) {
  const std::size_t length = std::strlen(value);
  if (length == 0 || length > kLongestPrefix)
    return apr_psprintf(cmd->pool, "%s takes 1 to %d characters", cmd->cmd->name,
                        static_cast<int>(kLongestPrefix));
  for (const char* c = value; *c; ++c)
    if (!apr_isalnum(*c) && *c != '_')
      return apr_psprintf(cmd->pool, "%s '%s': only letters, digits and '_' are allowed",
                          cmd->cmd->name, value);
  config_of(cmd->server)->table_prefix = value;
  return nullptr;
}

template <const char* ServerConfig::*member>
const char* set_folder(cmd_parms* cmd, void*, const char* path) {
  config_of(cmd->server)->*member = ap_server_root_relative(cmd->pool, path);
  return nullptr;
}

const char* set_unknown_schema(cmd_parms* cmd, void*, const char* value) {
  api::UnknownSchema policy = api::UnknownSchema::kRefuse;
  if (ap_cstr_casecmp(value, "read-only") == 0)
    policy = api::UnknownSchema::kReadOnly;
  else if (ap_cstr_casecmp(value, "refuse") != 0)
    return apr_psprintf(cmd->pool, "%s '%s': 'refuse' or 'read-only' is allowed", cmd->cmd->name,
                        value);
  config_of(cmd->server)->unknown_schema = static_cast<int>(policy);
  return nullptr;
}

const char* set_mail(cmd_parms* cmd, void*, const char* word, const char* program) {
  if (!read_mail_way(word, program ? program : ""))
    return apr_psprintf(cmd->pool,
                        "%s '%s': off, smtp://host:port, or osticket or sendmail, each with or "
                        "without a program in quotes, is allowed",
                        cmd->cmd->name, word);
  ServerConfig* config = config_of(cmd->server);
  config->mail_word = word;
  config->mail_program = program ? program : "";
  return nullptr;
}

// Read at once, by root: the children must not be able to. It stays in memory alone.
const char* set_secret_file(cmd_parms* cmd, void*, const char* path) {
  const SecretFile file = read_secret_file(ap_server_root_relative(cmd->pool, path));
  if (file.fault) return apr_psprintf(cmd->pool, "%s: %s", cmd->cmd->name, file.fault);
  config_of(cmd->server)->secret_salt = apr_pstrdup(cmd->pool, file.secret.c_str());
  return nullptr;
}

// Called once for each word of the line; another line adds to the list.
const char* add_origin(cmd_parms* cmd, void*, const char* value) {
  if (!api::is_origin(value))
    return apr_psprintf(cmd->pool,
                        "%s '%s': * or origins like https://example.com are allowed, in lower case "
                        "and without a path",
                        cmd->cmd->name, value);
  ServerConfig* config = config_of(cmd->server);
  if (!config->allow_origins)
    config->allow_origins = apr_array_make(cmd->pool, 4, sizeof(const char*));
  *static_cast<const char**>(apr_array_push(config->allow_origins)) = value;
  return nullptr;
}

template <const Bounds& bounds>
const char* set_number(cmd_parms* cmd, void*, const char* value) {
  int number = 0;
  const char* end = value + std::strlen(value);
  const auto parsed = std::from_chars(value, end, number);
  if (parsed.ec != std::errc() || parsed.ptr != end || number < bounds.lowest ||
      number > bounds.highest)
    return apr_psprintf(cmd->pool, "%s '%s': a whole number from %d to %d is allowed",
                        cmd->cmd->name, value, bounds.lowest, bounds.highest);
  config_of(cmd->server)->*bounds.member = number;
  return nullptr;
}

using Take1 = const char* (*)(cmd_parms*, void*, const char*);
using Take2 = const char* (*)(cmd_parms*, void*, const char*, const char*);

// In C++ http_config.h types every handler as `const char* (*)()`. static_cast keeps the arity
// checked; the detour over void(*)() keeps -Wcast-function-type quiet.
using TakeAll = const char* (*)(cmd_parms*, void*, int, char* const[]);

#define OST_TAKE_ALL(name, function, help)                                                      \
  AP_INIT_TAKE_ARGV(                                                                            \
      name,                                                                                     \
      reinterpret_cast<cmd_func>(reinterpret_cast<void (*)()>(static_cast<TakeAll>(function))), \
      nullptr, RSRC_CONF, help)

#define OST_ITERATE(name, function, help)                                                     \
  AP_INIT_ITERATE(                                                                            \
      name,                                                                                   \
      reinterpret_cast<cmd_func>(reinterpret_cast<void (*)()>(static_cast<Take1>(function))), \
      nullptr, RSRC_CONF, help)
#define OST_TAKE12(name, function, help)                                                      \
  AP_INIT_TAKE12(                                                                             \
      name,                                                                                   \
      reinterpret_cast<cmd_func>(reinterpret_cast<void (*)()>(static_cast<Take2>(function))), \
      nullptr, RSRC_CONF, help)
#define OST_TAKE2(name, function, help)                                                       \
  AP_INIT_TAKE2(                                                                              \
      name,                                                                                   \
      reinterpret_cast<cmd_func>(reinterpret_cast<void (*)()>(static_cast<Take2>(function))), \
      nullptr, RSRC_CONF, help)
#define OST_TAKE1(name, function, help)                                                       \
  AP_INIT_TAKE1(                                                                              \
      name,                                                                                   \
      reinterpret_cast<cmd_func>(reinterpret_cast<void (*)()>(static_cast<Take1>(function))), \
      nullptr, RSRC_CONF, help)

}  // namespace

const command_rec kDirectives[] = {
    OST_TAKE1("OsTicketTablePrefix", set_table_prefix, "Prefix of osTicket's tables; default ost_"),
    OST_TAKE1("OsTicketMaxPageSize", set_number<kMaxPageSize>,
              "Most tickets on one page of a list, 1 to 100; default 100"),
    OST_TAKE1("OsTicketMaxBody", set_number<kMaxBody>,
              "Largest request body accepted, in KiB; default 1024"),
    OST_TAKE1("OsTicketMaxUpload", set_number<kMaxUpload>,
              "Largest sum of the files of one request, as they are sent, in KiB; default 32768"),
    OST_TAKE1("OsTicketUploadFolder", set_folder<&ServerConfig::upload_folder>,
              "Where files wait, without a name, until they are whole; default /tmp"),
    OST_TAKE1("OsTicketFolder", set_folder<&ServerConfig::osticket_folder>,
              "osTicket's own folder, for files that a plug-in of it keeps on disk; default none"),
    OST_TAKE1("OsTicketTransactionRetries", set_number<kTransactionRetries>,
              "How often a transaction is repeated after a deadlock; default 3"),
    OST_TAKE1("OsTicketReferenceTTL", set_number<kReferenceTtl>,
              "How long topics, forms, settings and the like are kept, in seconds; default 30"),
    OST_TAKE1("OsTicketKeyTTL", set_number<kKeyTtl>,
              "How long a key that was let in is remembered, in milliseconds; default 1000"),
    OST_TAKE1("OsTicketTotalTTL", set_number<kTotalTtl>,
              "Longest time that the total of a long list is kept, in seconds; default 5"),
    OST_TAKE1("OsTicketPoolSize", set_number<kPoolSize>,
              "Connections of one child process used at once, at most DBDMax; default 8"),
    OST_TAKE1("OsTicketPoolWait", set_number<kPoolWait>,
              "Longest wait for a connection that answers, in milliseconds; default 2000"),
    OST_TAKE1("OsTicketQueryTimeout", set_number<kQueryTimeout>,
              "Longest time of one statement, in seconds; default 10"),
    OST_TAKE1("OsTicketRetryAfter", set_number<kRetryAfter>,
              "Retry-After of a 503 answer, in seconds; default 2"),
    OST_TAKE1("OsTicketAuthFailures", set_number<kAuthFailures>,
              "Refused keys a minute after which an address has to wait, 0: any; default 100"),
    OST_TAKE_ALL("OsTicketKeyScope", add_key_scope,
                 "What a key may do: its id or *, then words such as read, create, reply"),
    OST_TAKE2("OsTicketKeyAgent", add_key_agent,
              "For which agent a key acts: its id or *, then the agent's id or any; default none"),
    OST_TAKE1("OsTicketUnknownSchema", set_unknown_schema,
              "A version of osTicket that is not known: refuse or read-only; default refuse"),
    OST_TAKE12("OsTicketMail", set_mail,
               "How mail leaves: osticket or sendmail [\"program\"], smtp://host:port or off"),
    OST_TAKE1("OsTicketMailKeep", set_number<kMailKeep>,
              "How long messages are kept once they are sent, in days; default 7"),
    OST_TAKE1("OsTicketSecretFile", set_secret_file,
              "The file with osTicket's secret salt, readable for root alone"),
    OST_TAKE1("OsTicketIdempotencyTTL", set_number<kIdempotencyTtl>,
              "How long the answer to an Idempotency-Key is kept, in seconds; default 86400"),
    OST_ITERATE("OsTicketAllowOrigin", add_origin,
                "Origins whose pages may use the API, or *; default none"),
    {nullptr, nullptr, nullptr, 0, RAW_ARGS, nullptr},
};

void* create_server_config(apr_pool_t* pool, server_rec*) {
  return new (apr_palloc(pool, sizeof(ServerConfig))) ServerConfig();
}

void* merge_server_config(apr_pool_t* pool, void* base, void* own) {
  const auto* from = static_cast<const ServerConfig*>(base);
  auto* merged =
      new (apr_palloc(pool, sizeof(ServerConfig))) ServerConfig(*static_cast<ServerConfig*>(own));
  if (!merged->table_prefix) merged->table_prefix = from->table_prefix;
  if (!merged->upload_folder) merged->upload_folder = from->upload_folder;
  if (!merged->osticket_folder) merged->osticket_folder = from->osticket_folder;
  if (merged->unknown_schema == ServerConfig::kUnset) merged->unknown_schema = from->unknown_schema;
  if (!merged->mail_word) {
    merged->mail_word = from->mail_word;
    merged->mail_program = from->mail_program;
  }
  if (!merged->secret_salt) merged->secret_salt = from->secret_salt;
  if (!merged->allow_origins) merged->allow_origins = from->allow_origins;
  for (const Bounds& bounds : kAll)
    if (merged->*bounds.member == ServerConfig::kUnset)
      merged->*bounds.member = from->*bounds.member;
  merged->key_scopes = merge_lines(pool, from->key_scopes, merged->key_scopes);
  merged->key_agents = merge_lines(pool, from->key_agents, merged->key_agents);
  return merged;
}

ServerConfig* config_of(const server_rec* server) {
  return static_cast<ServerConfig*>(
      ap_get_module_config(server->module_config, &osticket_rest_module));
}

void settle(ServerConfig& config) {
  if (!config.table_prefix) config.table_prefix = "ost_";
  if (!config.upload_folder) config.upload_folder = "/tmp";
  if (config.unknown_schema == ServerConfig::kUnset)
    config.unknown_schema = static_cast<int>(api::UnknownSchema::kRefuse);
  for (const Bounds& bounds : kAll)
    if (config.*bounds.member == ServerConfig::kUnset) config.*bounds.member = bounds.fallback;
}

}  // namespace ost::httpd
