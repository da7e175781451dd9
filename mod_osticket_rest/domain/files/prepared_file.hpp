// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/files/file_rules.hpp"
#include "domain/files/sent_files.hpp"

namespace ost::domain {

/// A file that has been read once: all that its rows need but for what is random.
struct PreparedFile {
  std::string name;
  std::string type;  ///< in small letters
  std::string content_id;
  base::ContentPtr content;
  std::int64_t size = 0;
  std::string digest{};     ///< the part of the key that the content decides, 27 letters
  std::string signature{};  ///< by which equal content is known
};

/// Files that are taken, in their order, and those that are not.
/// So many files one request may bring, and as many images one text: each is some statements of a
/// transaction.
constexpr std::size_t kMostFiles = 1000;

struct PreparedFiles {
  struct Refused {
    std::string name;
    std::string reason;  ///< in osTicket's words
  };
  std::vector<PreparedFile> taken{};
  std::vector<Refused> refused{};
  std::vector<std::string> warnings{};
};

/// Reads each file to its end, without holding it, and asks the rules. Needs no connection.
/// kInvalidFields, naming `member`, for a content that is not encoded as it says.
base::Result<PreparedFiles> prepare_files(const std::string& member, SentFiles sent,
                                          const FileRules& rules);

/// The same for one file, without asking rules: its size, digests and type.
base::Result<PreparedFile> prepare_file(SentFile sent);

/// A file of a text that is in memory.
PreparedFile prepare_text(std::string name, std::string type, const std::string& text);

}  // namespace ost::domain
