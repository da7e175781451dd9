// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "api/actions.hpp"
#include "api/read/page_writer.hpp"

namespace ost::api {

/// An entry whose row is read and whose text is in files.
struct LongEntry {
  explicit LongEntry(const db::ListedEntry& entry);
  db::ListedEntry entry() const;

 private:
  db::ListedEntry numbers_;
  std::string type_;
  std::string format_;
  std::optional<std::string> created_;
};

/// What a body is read with: the lease is taken, and given back before the client reads.
struct LongBodyTools {
  const Services& services;
  HeldLease& lease;
  Sink& sink;
};

/// Writes the entry with its text, piece by piece, however long it is. A text that cannot be
/// reached is left out.
base::Status write_long_entry(PageWriter& writer, const LongEntry& entry,
                              const LongBodyTools& tools);

}  // namespace ost::api
