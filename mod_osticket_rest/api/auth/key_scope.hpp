// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace ost::api {

/// What an action needs its key to be allowed.
enum class Permission {
  kRead,
  kCreate,
  kUpdate,  ///< status and topic
  kDelete,
  kReply,
  kNote,
  kMessage,
  kAssign,    ///< agent and team, claim, release, refer
  kTransfer,  ///< the department
  kEdit,      ///< any other member of a ticket, its fields
  kPeople,    ///< collaborators
  kMerge,     ///< and link, unlink
  kUsers,     ///< the directory of users and organizations
  kChange,    ///< one of kUpdate, kAssign, kTransfer, kEdit: which, the members of the body say
};

/// What counters call each of them.
constexpr std::array<const char*, 14> kPermissionNames{
    "read",   "create",   "update", "delete", "reply", "note",  "message",
    "assign", "transfer", "edit",   "people", "merge", "users", "change",
};
static_assert(kPermissionNames.size() == static_cast<std::size_t>(Permission::kChange) + 1);

/// What the operator lets a key do, as a set of bits.
class KeyScope {
 public:
  static constexpr unsigned kRead = 1;
  static constexpr unsigned kNotes = 2;
  static constexpr unsigned kCreate = 4;
  static constexpr unsigned kUpdate = 8;
  static constexpr unsigned kDelete = 16;
  static constexpr unsigned kReply = 32;
  static constexpr unsigned kNote = 64;
  static constexpr unsigned kMessage = 128;
  static constexpr unsigned kAssign = 256;
  static constexpr unsigned kTransfer = 512;
  static constexpr unsigned kEdit = 1024;
  static constexpr unsigned kPeople = 2048;
  static constexpr unsigned kMerge = 4096;
  static constexpr unsigned kUsers = 8192;  ///< the directory, and addresses of agents
  /// All that an agent does to a ticket beyond what the first five words mean.
  static constexpr unsigned kAgent =
      kReply | kNote | kMessage | kAssign | kTransfer | kEdit | kPeople | kMerge;
  static constexpr unsigned kAll = 31 | kAgent | kUsers;

  explicit KeyScope(unsigned bits = kAll) : bits_(bits) {}

  bool allows(Permission permission) const;
  /// Whether internal notes are among the entries of a thread.
  bool shows_notes() const { return (bits_ & kNotes) != 0; }

 private:
  unsigned bits_;
};

/// The bits of a scope's name, such as read or reply; several for `agent`. Empty for any other
/// word.
std::optional<unsigned> scope_bits(std::string_view name);

/// The scopes of keys by their id. A key that has none has the one of kEveryKey, or else may do
/// everything.
class KeyScopes {
 public:
  static constexpr std::int64_t kEveryKey = 0;

  /// The first scope of a key counts.
  void add(std::int64_t key_id, KeyScope scope) { scopes_.emplace(key_id, scope); }
  KeyScope of(std::int64_t key_id) const;

 private:
  std::map<std::int64_t, KeyScope> scopes_;
};

/// For which agents keys act, by the keys' ids. A key that has no line of its own has that of
/// kEveryKey, or else acts for nobody.
class KeyAgents {
 public:
  static constexpr std::int64_t kEveryKey = 0;
  static constexpr std::int64_t kNobody = 0;
  /// In the place of an agent's id: each request names its agent.
  static constexpr std::int64_t kAny = -1;

  /// The first line of a key counts.
  void add(std::int64_t key_id, std::int64_t agent_id) { agents_.emplace(key_id, agent_id); }

  /// The agent for whom a request acts, kNobody for none. `named` is its header X-Staff-Id, nullptr
  /// when it was not sent. kForbidden for a header that the key may not send, and for one that is
  /// no id: it is never ignored.
  base::Result<std::int64_t> agent_of(std::int64_t key_id, const std::string* named) const;

 private:
  std::map<std::int64_t, std::int64_t> agents_;
};

}  // namespace ost::api
