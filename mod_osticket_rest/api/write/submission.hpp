// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "api/actions.hpp"
#include "base/files.hpp"
#include "domain/files/sent_files.hpp"

namespace ost::api {

/// A body that may bring files: its JSON text, without the long strings of files, and the files
/// that came as parts of a form. Their contents lie in a spool, not in memory.
struct Submission {
  std::string json{};
  base::SpooledTexts texts{};
  std::vector<domain::SentFile> files{};
};

/// Reads the whole body, before any connection is taken: JSON, or multipart/form-data with a part
/// `ticket` that is JSON and any number of files. kBodyTooLarge above OsTicketMaxBody for the JSON
/// or OsTicketMaxUpload for the files; kUnsupportedMediaType for another multipart type;
/// kInvalidFields for a body that is not of its form; kUnavailable where files cannot be kept.
base::Result<Submission> read_submission(const Call& call, const Services& services);

}  // namespace ost::api
