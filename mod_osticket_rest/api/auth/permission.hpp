// SPDX-License-Identifier: MIT
#pragma once

namespace ost::api {

/// What an action needs its key to be allowed.
enum class Permission { kRead, kCreate, kUpdate, kDelete };

}  // namespace ost::api
