// SPDX-License-Identifier: MIT
#include "domain/files/field_files.hpp"

#include <algorithm>
#include <string>

#include "base/crypto.hpp"

namespace ost::domain {

base::Result<std::vector<StoredFieldFiles>> store_field_files(
    FileStore& store, const std::vector<FieldFiles>& fields) {
  std::vector<StoredFieldFiles> stored;
  for (const FieldFiles& field : fields) {
    stored.push_back({field.field_id, {}});
    std::vector<FileUse>& uses = stored.back().files;
    for (const PreparedFile& file : field.files.taken) {
      auto row = store.keep(file, Reuse::kYes);
      if (!row) return row.error();
      const auto known = std::find_if(uses.begin(), uses.end(),
                                      [&](const FileUse& use) { return use.file.id == row->id; });
      if (known != uses.end())
        known->name = file.name;
      else
        uses.push_back({std::move(row).value(), file.name, false, &file});
    }
  }
  return stored;
}

FileOwner owner_of_field(std::int64_t field_id, std::int64_t entry_id) {
  const std::string name = "E" + std::to_string(field_id) + std::to_string(entry_id);
  return {std::int64_t{base::crc32(name)}, 'E'};
}

}  // namespace ost::domain
