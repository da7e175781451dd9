// SPDX-License-Identifier: MIT
#include "api/auth/key_scope.hpp"

namespace ost::api {

bool KeyScope::allows(Permission permission) const {
  switch (permission) {
    case Permission::kRead:
      return (bits_ & kRead) != 0;
    case Permission::kCreate:
      return (bits_ & kCreate) != 0;
    case Permission::kUpdate:
      return (bits_ & kUpdate) != 0;
    case Permission::kDelete:
      return (bits_ & kDelete) != 0;
  }
  return false;
}

std::optional<unsigned> scope_bit(std::string_view name) {
  if (name == "read") return KeyScope::kRead;
  if (name == "notes") return KeyScope::kNotes;
  if (name == "create") return KeyScope::kCreate;
  if (name == "update") return KeyScope::kUpdate;
  if (name == "delete") return KeyScope::kDelete;
  return std::nullopt;
}

KeyScope KeyScopes::of(std::int64_t key_id) const {
  auto found = scopes_.find(key_id);
  if (found == scopes_.end()) found = scopes_.find(kEveryKey);
  return found == scopes_.end() ? KeyScope() : found->second;
}

}  // namespace ost::api
