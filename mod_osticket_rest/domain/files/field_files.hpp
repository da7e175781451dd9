// SPDX-License-Identifier: MIT
// Files that answer a field of a form.
#pragma once

#include <cstdint>
#include <vector>

#include "domain/files/file_store.hpp"

namespace ost::domain {

/// The files sent for one field.
struct FieldFiles {
  std::int64_t field_id = 0;
  std::string name;  ///< of the field
  PreparedFiles files;
};

/// The same once they are stored.
struct StoredFieldFiles {
  std::int64_t field_id = 0;
  std::vector<FileUse> files;
};

/// Stores the files of all fields. Equal content is one file, under its last name.
base::Result<std::vector<StoredFieldFiles>> store_field_files(
    FileStore& store, const std::vector<FieldFiles>& fields);

/// What the files of a form's field are attached to: a number made of field and form entry
/// (FileUploadField::getAttachments).
FileOwner owner_of_field(std::int64_t field_id, std::int64_t entry_id);

}  // namespace ost::domain
