// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include "api/actions.hpp"
#include "api/read/page_writer.hpp"

namespace ost::api {

/// Where entries go.
struct ThreadOutput {
  HeldLease& lease;  ///< given back while a client reads
  Sink& sink;
  /// Called with a connection before anything is passed on, more than once.
  std::function<base::Status(db::Connection&)> before_sending;
};

/// Writes the entries of the page's threads between its tickets, in batches between which no
/// connection is held. A ticket that was deleted since the page was read is taken off it.
/// kUnavailable where that happens in the middle of one.
base::Status write_threads(PageWriter& writer, Page& page, Services& services,
                           const ThreadOutput& output);

}  // namespace ost::api
