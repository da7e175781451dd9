// SPDX-License-Identifier: MIT
// Files as a client sent them.
#pragma once

#include <string>
#include <vector>

#include "base/files.hpp"
#include "base/json.hpp"

namespace ost::domain {

struct SentFile {
  std::string name;
  std::string type;        ///< "": none was named
  std::string content_id;  ///< by which a message may show it; "": none
  base::ContentPtr content;
};

struct SentFiles {
  std::vector<SentFile> files{};
  std::vector<std::string> warnings{};  ///< what was left out
  base::SpooledTexts texts{};           ///< long texts of the request
};

/// Reads a list of files: [{"name.txt": "data:text/plain;base64,…"}], osTicket's own form, or
/// [{"name", "type", "data", "cid"}] with data in base64 (ApiJsonDataParser::fixup). `member` names
/// it in what is said of it. kInvalidFields for anything else. Whether base64 is base64 turns out
/// when a content is read.
base::Result<SentFiles> read_files(const std::string& member, const base::Json& value,
                                   const base::SpooledTexts& spooled);

/// What a data address holds, or, of any other text, the text itself as "text/plain"; a charset is
/// converted to UTF-8, and nothing is percent-decoded (Format::parseRfc2397).
base::Result<SentFile> read_address(base::ContentPtr text);
/// The same of an address that is in memory, but for what may be one of the long texts.
SentFile read_address(std::string_view address, const base::SpooledTexts& texts);

}  // namespace ost::domain
