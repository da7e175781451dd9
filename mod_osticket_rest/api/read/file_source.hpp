// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>

#include "api/actions.hpp"
#include "db/tickets/file_content.hpp"

namespace ost::api {

/// A file's bytes, wherever osTicket keeps them.
class FileSource {
 public:
  virtual ~FileSource() = default;
  virtual std::int64_t size() const = 0;
  /// Writes bytes from `offset` on to the sink, at least one and at most `most`, which lie within
  /// the file; their number. Holds no connection afterwards.
  virtual base::Result<std::int64_t> read(std::int64_t offset, std::int64_t most, Sink& sink) = 0;
};

/// Finds a file's bytes, over the call's lease. kFileNotFound when nothing is stored,
/// kNotSupported when they are kept where they cannot be read from here.
base::Result<std::unique_ptr<FileSource>> open_file(const db::StoredFile& file, Call& call,
                                                    Services& services);

}  // namespace ost::api
