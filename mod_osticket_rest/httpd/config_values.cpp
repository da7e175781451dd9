// SPDX-License-Identifier: MIT
// What the directives say, as the layers below take it.
#include "httpd/config.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cctype>

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

namespace {

constexpr std::size_t kLongest = 1024;

class OpenFile {
 public:
  explicit OpenFile(const char* path) : descriptor_(open(path, O_RDONLY | O_CLOEXEC)) {}
  ~OpenFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

bool is_control(char c) {
  return std::iscntrl(static_cast<unsigned char>(c)) != 0;
}

}  // namespace

SecretFile read_secret_file(const char* path) {
  const OpenFile file(path ? path : "");
  struct stat status {};
  if (file.descriptor() < 0 || fstat(file.descriptor(), &status) != 0 || !S_ISREG(status.st_mode))
    return {"the file cannot be read"};
  if (status.st_mode & (S_IRWXG | S_IRWXO))
    return {"others than its owner may read the file (chmod 600)"};
  char text[kLongest + 2];
  const ssize_t size = read(file.descriptor(), text, sizeof(text));
  std::string secret(text, size > 0 ? static_cast<std::size_t>(size) : 0);
  if (!secret.empty() && secret.back() == '\n') secret.pop_back();
  if (secret.empty() || secret.size() > kLongest) return {"the file holds no secret"};
  for (const char c : secret)
    if (is_control(c)) return {"the file holds more than one line"};
  return {nullptr, std::move(secret)};
}

}  // namespace ost::httpd
