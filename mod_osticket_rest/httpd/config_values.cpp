// SPDX-License-Identifier: MIT
// What the directives say, as the layers below take it.
#include "httpd/config.hpp"

namespace ost::httpd {

MailWay mail_way_of(const ServerConfig& config) {
  return read_mail_way(config.mail_word ? config.mail_word : "osticket", config.mail_program)
      .value_or(MailWay{});
}

api::Settings settings_of(const ServerConfig& config) {
  api::Settings settings;
  settings.max_page_size = config.max_page_size;
  settings.max_body_bytes = std::int64_t{config.max_body_kib} * 1024;
  settings.max_upload_bytes = std::int64_t{config.max_upload_kib} * 1024;
  settings.upload_folder = config.upload_folder;
  if (config.osticket_folder) settings.osticket_folder = config.osticket_folder;
  settings.transaction_retries = config.transaction_retries;
  settings.reference_seconds = config.reference_seconds;
  settings.key_milliseconds = config.key_milliseconds;
  settings.total_seconds = config.total_seconds;
  settings.idempotency_seconds = config.idempotency_seconds;
  for (const KeyScopeLine* line = config.key_scopes; line; line = line->next)
    settings.key_scopes.add(line->key_id, api::KeyScope(line->bits));
  for (const KeyAgentLine* line = config.key_agents; line; line = line->next)
    settings.key_agents.add(line->key_id, line->agent_id);
  settings.unknown_schema = static_cast<api::UnknownSchema>(config.unknown_schema);
  settings.mail.is_on = config.has_mail;
  if (config.secret_salt) settings.mail.secret_salt = config.secret_salt;
  return settings;
}

std::vector<std::string> allowed_origins_of(const ServerConfig& config) {
  std::vector<std::string> origins;
  if (!config.allow_origins) return origins;
  const auto* texts = reinterpret_cast<const char* const*>(config.allow_origins->elts);
  for (int i = 0; i < config.allow_origins->nelts; ++i) origins.emplace_back(texts[i]);
  return origins;
}

}  // namespace ost::httpd
