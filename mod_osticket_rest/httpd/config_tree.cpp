// SPDX-License-Identifier: MIT
#include "httpd/config_tree.hpp"

#include <apr_strings.h>

#include <cstring>

namespace ost::httpd {
namespace {

constexpr char kVirtualHost[] = "<VirtualHost";

enum class VirtualHosts { kEnter, kPassBy };

bool is_named(const ap_directive_t* node, const char* name) {
  return ap_cstr_casecmp(node->directive, name) == 0;
}

// Virtual hosts are passed by: what stands in one is its own.
const char* find_below(const ap_directive_t* tree, const char* name) {
  const char* found = nullptr;
  for (const ap_directive_t* node = tree; node; node = node->next) {
    if (is_named(node, name)) found = node->args;
    if (is_named(node, kVirtualHost)) continue;
    if (const char* inner = find_below(node->first_child, name)) found = inner;
  }
  return found;
}

/// A directive with its first word.
struct Setting {
  apr_pool_t* pool;
  const char* name;
  const char* word;
};

bool is_set_below(const ap_directive_t* tree, const Setting& setting, VirtualHosts hosts) {
  for (const ap_directive_t* node = tree; node; node = node->next) {
    const char* words = node->args;
    if (is_named(node, setting.name) &&
        std::strcmp(ap_getword_conf(setting.pool, &words), setting.word) == 0)
      return true;
    if (hosts == VirtualHosts::kPassBy && is_named(node, kVirtualHost)) continue;
    if (is_set_below(node->first_child, setting, hosts)) return true;
  }
  return false;
}

// The block that a virtual host was read from.
const ap_directive_t* block_of(const server_rec* server) {
  if (!server->defn_name) return nullptr;
  for (const ap_directive_t* node = ap_conftree; node; node = node->next)
    if (is_named(node, kVirtualHost) && node->filename &&
        static_cast<unsigned>(node->line_num) == server->defn_line_number &&
        std::strcmp(node->filename, server->defn_name) == 0)
      return node;
  return nullptr;
}

}  // namespace

bool is_directive_set(apr_pool_t* pool, const char* name, const char* word) {
  return is_set_below(ap_conftree, {pool, name, word}, VirtualHosts::kEnter);
}

bool is_directive_set_for(const server_rec* server, apr_pool_t* pool, const char* name,
                          const char* word) {
  const Setting setting{pool, name, word};
  if (is_set_below(ap_conftree, setting, VirtualHosts::kPassBy)) return true;
  const ap_directive_t* block = server->is_virtual ? block_of(server) : nullptr;
  return block && is_set_below(block->first_child, setting, VirtualHosts::kEnter);
}

const char* directive_of(const server_rec* server, const char* name, apr_pool_t* pool) {
  const char* words = nullptr;
  if (server->is_virtual)
    if (const ap_directive_t* block = block_of(server))
      words = find_below(block->first_child, name);
  if (!words) words = find_below(ap_conftree, name);
  return words ? ap_getword_conf(pool, &words) : nullptr;
}

}  // namespace ost::httpd
