// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ost::domain {

/// What a field says of files: of type files, or the one for messages. What is empty is left to the
/// help desk's settings.
struct FileSettings {
  std::optional<bool> takes_files{};      ///< of messages
  std::optional<std::int64_t> largest{};  ///< bytes
  std::vector<std::string> groups{};      ///< "image", "office" …
  std::optional<std::string> types{};     ///< extensions and media types, as they were typed
};

/// Of ost_form_field.configuration; nothing for what is no JSON object.
FileSettings read_file_settings(const std::string& json);

}  // namespace ost::domain
