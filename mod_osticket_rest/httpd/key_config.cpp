// SPDX-License-Identifier: MIT
// The directives about single keys: what a key may do, and for whom it acts.
#include "httpd/config.hpp"

#include <apr_strings.h>

#include <charconv>
#include <cstring>
#include <optional>
#include <string_view>

namespace ost::httpd {
namespace {

std::optional<std::int64_t> read_id(std::string_view text) {
  std::int64_t id = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), id);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || id < 1)
    return std::nullopt;
  return id;
}

// The id of a key, that of every key for *. `id` is set, or what is wrong returned.
const char* read_key(cmd_parms* cmd, const char* text, std::int64_t& id) {
  const auto read = std::strcmp(text, "*") == 0
                        ? std::optional<std::int64_t>(api::KeyScopes::kEveryKey)
                        : read_id(text);
  if (!read)
    return apr_psprintf(cmd->pool, "%s '%s': the id of a key or * is allowed", cmd->cmd->name,
                        text);
  id = *read;
  return nullptr;
}

template <typename Line>
const char* add_line(cmd_parms* cmd, const Line*& first, Line line, const char* key) {
  for (const Line* other = first; other; other = other->next)
    if (other->key_id == line.key_id)
      return apr_psprintf(cmd->pool, "%s '%s' is given twice", cmd->cmd->name, key);
  line.next = first;
  first = new (apr_palloc(cmd->pool, sizeof(Line))) Line(line);
  return nullptr;
}

const char* read_scope(cmd_parms* cmd, int count, char* const words[], unsigned& bits) {
  if (count == 1 && std::strcmp(words[0], "none") == 0) return nullptr;
  for (int i = 0; i < count; ++i) {
    const auto some = api::scope_bits(words[i]);
    if (!some)
      return apr_psprintf(
          cmd->pool,
          "%s '%s': read, notes, create, update, delete, agent, reply, note, "
          "message, assign, transfer, edit, people, merge and users are allowed, or "
          "none alone",
          cmd->cmd->name, words[i]);
    bits |= *some;
  }
  if ((bits & api::KeyScope::kNotes) && !(bits & api::KeyScope::kRead))
    return apr_psprintf(cmd->pool, "%s: notes needs read", cmd->cmd->name);
  return nullptr;
}

}  // namespace

const char* add_key_scope(cmd_parms* cmd, void*, int argc, char* const argv[]) {
  if (argc < 2)
    return apr_psprintf(cmd->pool, "%s takes the id of a key or *, and what it may do",
                        cmd->cmd->name);
  KeyScopeLine line{0, 0, nullptr};
  if (const char* wrong = read_key(cmd, argv[0], line.key_id)) return wrong;
  if (const char* wrong = read_scope(cmd, argc - 1, argv + 1, line.bits)) return wrong;
  return add_line(cmd, config_of(cmd->server)->key_scopes, line, argv[0]);
}

const char* add_key_agent(cmd_parms* cmd, void*, const char* key, const char* agent) {
  KeyAgentLine line{0, api::KeyAgents::kAny, nullptr};
  if (const char* wrong = read_key(cmd, key, line.key_id)) return wrong;
  if (std::strcmp(agent, "any") != 0) {
    const auto id = read_id(agent);
    if (!id)
      return apr_psprintf(cmd->pool, "%s '%s': the id of an agent or any is allowed",
                          cmd->cmd->name, agent);
    line.agent_id = *id;
  }
  return add_line(cmd, config_of(cmd->server)->key_agents, line, key);
}

}  // namespace ost::httpd
