// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>

#include "api/auth/permission.hpp"

namespace ost::api {

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

}  // namespace ost::api
