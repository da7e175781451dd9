// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

#include "api/actions.hpp"
#include "db/tickets/file_content.hpp"

namespace ost::api {

using db::TakeBytes;

/// Half of a chunk of osTicket's. As much of a file lies in memory for each of many clients that
/// read slowly; a few may have a whole one, which costs half of the statements.
constexpr std::int64_t kPieceBytes = db::kChunkBytes / 2;
constexpr int kFewReaders = 16;
/// So many chunks are asked for at once for a client that takes them as fast as they come.
constexpr int kMostChunks = 8;

/// A file's bytes, wherever osTicket keeps them.
class FileSource {
 public:
  virtual ~FileSource() = default;
  virtual std::int64_t size() const = 0;
  /// Hands `take` bytes from `offset` on, at least one and at most `most`, which lie within the
  /// file, piece by piece until it wants no more; their number. Keeps its connection.
  virtual base::Result<std::int64_t> read(std::int64_t offset, std::int64_t most,
                                          const TakeBytes& take) = 0;
  /// Gives the connection back until the next read; before anything that may take its time.
  virtual void release() {}
};

/// Finds a file's bytes over a lease that it takes for the first of them. kFileNotFound when
/// nothing is stored, kNotSupported when they are kept where they cannot be read from here.
base::Result<std::unique_ptr<FileSource>> open_file(const db::StoredFile& file, HeldLease lease,
                                                    const Services& services);

}  // namespace ost::api
