// SPDX-License-Identifier: MIT
#include "domain/files/canned_files.hpp"

namespace ost::domain {

base::Result<std::vector<FileUse>> canned_files(db::Connection& connection,
                                                std::int64_t response_id) {
  const auto rows = db::load_canned_files(connection, response_id);
  if (!rows) return rows.error();
  std::vector<FileUse> files;
  for (const db::CannedFileRow& row : *rows) files.push_back({row.file, row.name});
  return files;
}

}  // namespace ost::domain
