// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>

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

}  // namespace ost::api
