// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "domain/desk/help_desk.hpp"

namespace ost::domain {

/// What a field says of files: of type files, or the one for messages. What is empty is left to the
/// help desk's settings.
struct FileSettings {
  std::optional<bool> takes_files{};      ///< of messages
  std::optional<std::int64_t> largest{};  ///< bytes
  std::vector<std::string> groups{};      ///< "image", "office" …
  std::optional<std::string> types{};     ///< extensions and media types, as they were typed
};

/// Of the JSON in ost_form_field.configuration; nothing for what is no object.
FileSettings read_file_settings(const base::Json& members);

/// Which files a message, or a field of type files, takes: its own settings, and the help desk's
/// for what they leave open (FileUploadField::getConfiguration). The largest number of files and
/// the strict check of types bind browsers, not the API.
class FileRules {
 public:
  /// Of the field of the ticket form that messages are written in (ThreadEntryField).
  static FileRules of_messages(const HelpDesk& desk);
  static FileRules of_field(const FieldDefinition& field, const HelpDesk& desk);

  /// False where attachments are switched off.
  bool takes_files() const { return takes_files_; }
  /// Why a file is not taken, in osTicket's words; empty when it is
  /// (FileUploadField::uploadAttachment). The type is compared as it was sent.
  std::optional<std::string> refusal(const std::string& name, const std::string& type,
                                     std::int64_t size) const;

 private:
  FileRules(const FileSettings& settings, const HelpDesk& desk,
            const std::optional<std::string>& typed);
  bool is_type_taken(const std::string& name, const std::string& type) const;

  bool takes_files_ = true;
  std::int64_t largest_ = 0;
  std::set<std::string> types_;
  std::set<std::string> extensions_;  ///< with their dot; empty: all
};

/// A media type of one of the groups that an administrator can choose, with the extensions that
/// osTicket counts to it, separated by spaces (include/config/filetype.yaml).
struct GroupedType {
  std::string_view group;
  std::string_view type;
  std::string_view extensions;
};

struct GroupedTypes {
  const GroupedType* first;
  const GroupedType* last;
  const GroupedType* begin() const { return first; }
  const GroupedType* end() const { return last; }
};
/// All of them.
GroupedTypes grouped_types();

}  // namespace ost::domain
