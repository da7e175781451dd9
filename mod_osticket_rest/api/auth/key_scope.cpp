// SPDX-License-Identifier: MIT
#include "api/auth/key_scope.hpp"

#include <utility>

#include "base/number.hpp"

namespace ost::api {
namespace {

constexpr std::pair<Permission, unsigned> kNeeded[] = {
    {Permission::kRead, KeyScope::kRead},
    {Permission::kCreate, KeyScope::kCreate},
    {Permission::kUpdate, KeyScope::kUpdate},
    {Permission::kDelete, KeyScope::kDelete},
    {Permission::kReply, KeyScope::kReply},
    {Permission::kNote, KeyScope::kNote},
    {Permission::kMessage, KeyScope::kMessage},
    {Permission::kAssign, KeyScope::kAssign},
    {Permission::kTransfer, KeyScope::kTransfer},
    {Permission::kEdit, KeyScope::kEdit},
    {Permission::kPeople, KeyScope::kPeople},
    {Permission::kMerge, KeyScope::kMerge},
    {Permission::kUsers, KeyScope::kUsers},
    {Permission::kChange,
     KeyScope::kUpdate | KeyScope::kAssign | KeyScope::kTransfer | KeyScope::kEdit},
};

constexpr std::pair<std::string_view, unsigned> kWords[] = {
    {"read", KeyScope::kRead},     {"notes", KeyScope::kNotes},
    {"create", KeyScope::kCreate}, {"update", KeyScope::kUpdate},
    {"delete", KeyScope::kDelete}, {"reply", KeyScope::kReply},
    {"note", KeyScope::kNote},     {"message", KeyScope::kMessage},
    {"assign", KeyScope::kAssign}, {"transfer", KeyScope::kTransfer},
    {"edit", KeyScope::kEdit},     {"people", KeyScope::kPeople},
    {"merge", KeyScope::kMerge},   {"agent", KeyScope::kAgent},
    {"users", KeyScope::kUsers},
};

}  // namespace

bool KeyScope::allows(Permission permission) const {
  for (const auto& [needing, bits] : kNeeded)
    if (needing == permission) return (bits_ & bits) != 0;
  return false;
}

std::optional<unsigned> scope_bits(std::string_view name) {
  for (const auto& [word, bits] : kWords)
    if (word == name) return bits;
  return std::nullopt;
}

KeyScope KeyScopes::of(std::int64_t key_id) const {
  auto found = scopes_.find(key_id);
  if (found == scopes_.end()) found = scopes_.find(kEveryKey);
  return found == scopes_.end() ? KeyScope() : found->second;
}

namespace {

constexpr std::int64_t kLargestId = 4294967295;  // int unsigned

base::Error forbidden(const char* words) {
  return base::Error{base::Errc::kForbidden, words, "", {}};
}

}  // namespace

base::Result<std::int64_t> KeyAgents::agent_of(std::int64_t key_id,
                                               const std::string* named) const {
  auto found = agents_.find(key_id);
  if (found == agents_.end()) found = agents_.find(kEveryKey);
  const std::int64_t agent_id = found == agents_.end() ? kNobody : found->second;
  if (!named) return agent_id == kAny ? kNobody : agent_id;
  if (agent_id != kAny) return forbidden("This API key may not name an agent");
  const auto chosen = base::parse_number(*named, 1, kLargestId);
  if (!chosen) return forbidden("Unknown, inactive or absent agent");
  return *chosen;
}

}  // namespace ost::api
