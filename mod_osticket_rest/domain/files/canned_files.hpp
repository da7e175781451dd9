// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "domain/files/file_store.hpp"

namespace ost::domain {

/// The files of a canned response, under the names they have there; what shows one in its text
/// makes it inline (Ticket::postCannedReply).
base::Result<std::vector<FileUse>> canned_files(db::Connection& connection,
                                                std::int64_t response_id);

}  // namespace ost::domain
