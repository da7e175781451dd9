// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "base/result.hpp"

namespace ost::api {

/// Where an answer goes. Status and headers may change until `committed()`; after that a failure
/// can only break the transfer off.
class Sink {
 public:
  virtual ~Sink() = default;

  /// Sets the status; drops what has been written but not yet passed to the client, and the headers
  /// that were set for it. The content is JSON, not to be cached and without ranges, as long as no
  /// header says otherwise.
  virtual void begin(int status) = 0;
  /// Sets a header in the place of one of that name. A Content-Length makes the length of an answer
  /// known that is flushed before its end, or that HEAD does not show; without it such an answer
  /// is sent in chunks.
  virtual void header(std::string_view name, std::string_view value) = 0;
  /// Appends to the answer, in memory: nothing is sent before `flush` or the end. Never blocks.
  virtual void write(std::string_view bytes) = 0;
  /// Sends at once what the client's connection takes without waiting, which commits the status;
  /// the rest is written. Never blocks.
  virtual void send(std::string_view bytes) { write(bytes); }
  /// Bytes written and not yet passed on. Above about 1 MiB the writer gives its connection back
  /// and calls `flush`.
  virtual std::size_t pending() const = 0;
  /// Passes what is pending to the client, and so commits the status. Waits until its connection
  /// has taken all of it. kClientGone when nobody reads.
  virtual base::Status flush() = 0;
  /// True once something has been passed on.
  virtual bool committed() const = 0;
};

}  // namespace ost::api
