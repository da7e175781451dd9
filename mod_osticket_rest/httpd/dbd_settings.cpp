// SPDX-License-Identifier: MIT
#include "httpd/dbd_settings.hpp"

#include <apr_strings.h>

#include <cstdlib>
#include <cstring>

#include "httpd/config_tree.hpp"

namespace ost::httpd {
namespace {

// What ends a value in DBDParams; the driver knows no quotes there.
constexpr char kDelimiters[] = " \r\n\t;|,";

void read_number(const char* text, long& number) {
  if (text) number = std::strtol(text, nullptr, 10);
}

bool same(const char* a, const char* b) {
  return a && b ? std::strcmp(a, b) == 0 : a == b;
}

}  // namespace

DbdSettings dbd_settings_of(const server_rec* server, apr_pool_t* pool) {
  const auto word = [&](const char* name) { return directive_of(server, name, pool); };
  DbdSettings settings;
  settings.driver = word("DBDriver");
  settings.parameters = word("DBDParams");
  settings.group = dbd_parameter(settings, "group", pool);
  const char* persist = word("DBDPersist");
  settings.is_persistent = !persist || ap_cstr_casecmp(persist, "off") != 0;
  read_number(word("DBDMin"), settings.fewest);
  read_number(word("DBDKeep"), settings.kept);
  read_number(word("DBDMax"), settings.most);
  read_number(word("DBDExptime"), settings.idle_seconds);
  return settings;
}

const char* dbd_parameter(const DbdSettings& settings, const char* key, apr_pool_t* pool) {
  if (!settings.parameters) return nullptr;
  const std::size_t length = std::strlen(key);
  const char* found = nullptr;
  for (const char* at = settings.parameters + std::strspn(settings.parameters, kDelimiters); *at;
       at += std::strspn(at, kDelimiters)) {
    const std::size_t size = std::strcspn(at, kDelimiters);
    if (size > length && at[length] == '=' && std::strncmp(at, key, length) == 0)
      found = apr_pstrmemdup(pool, at + length + 1, size - length - 1);
    at += size;
  }
  return found;
}

bool share_connections(const DbdSettings& a, const DbdSettings& b) {
  return same(a.driver, b.driver) && same(a.parameters, b.parameters) &&
         a.is_persistent == b.is_persistent && a.fewest == b.fewest && a.kept == b.kept &&
         a.most == b.most && a.idle_seconds == b.idle_seconds;
}

}  // namespace ost::httpd
