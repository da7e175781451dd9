// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "domain/desk/help_desk.hpp"
#include "domain/files/file_settings.hpp"

namespace ost::domain {

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

}  // namespace ost::domain
