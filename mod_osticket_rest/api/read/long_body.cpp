// SPDX-License-Identifier: MIT
#include "api/read/long_body.hpp"

#include <algorithm>

#include "api/read/file_source.hpp"

namespace ost::api {
namespace {

bool is_out_of_reach(const base::Error& error) {
  return error.code == base::Errc::kFileNotFound || error.code == base::Errc::kNotSupported;
}

base::Status write_text(PageWriter& writer, FileSource& source, Sink& sink) {
  for (std::int64_t at = 0; at < source.size();) {
    if (sink.pending() >= kBatchBytes) {
      source.release();
      if (base::Status flushed = sink.flush(); !flushed) return flushed;
    }
    const auto read =
        source.read(at, std::min(kPieceBytes, source.size() - at), [&](std::string_view text) {
          writer.add_to_body(text);
          return true;
        });
    if (!read) return read.error();
    at += *read;
  }
  return {};
}

}  // namespace

LongEntry::LongEntry(const db::ListedEntry& entry)
    : numbers_(entry), type_(entry.type), format_(entry.format), created_(entry.created) {}

db::ListedEntry LongEntry::entry() const {
  db::ListedEntry entry = numbers_;
  entry.type = type_;
  entry.format = format_;
  entry.created = created_;
  entry.body.reset();
  return entry;
}

base::Status write_long_entry(PageWriter& writer, const LongEntry& entry,
                              const LongBodyTools& tools) {
  const db::ListedEntry listed = entry.entry();
  const std::vector<db::StoredFile> files = writer.begin_long(listed);
  for (const db::StoredFile& file : files) {
    if (!tools.lease) {
      auto lease = tools.services.pool.lease();
      if (!lease) return lease.error();
      tools.lease = std::move(lease).value();
    }
    const auto source = open_file(file, std::move(tools.lease), tools.services);
    if (!source && is_out_of_reach(source.error())) continue;
    if (!source) return source.error();
    if (base::Status written = write_text(writer, **source, tools.sink); !written) return written;
  }
  writer.end_long(listed);
  return {};
}

}  // namespace ost::api
