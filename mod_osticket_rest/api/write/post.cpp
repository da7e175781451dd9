// SPDX-License-Identifier: MIT
#include "api/write/post.hpp"

namespace ost::api {

domain::SentFiles read_attachments(Members& members, Submission& submission) {
  constexpr char kMember[] = "attachments";
  domain::SentFiles files;
  if (const base::Json* sent = members.any(kMember)) {
    auto read = domain::read_files(kMember, *sent, submission.texts);
    if (read)
      files = std::move(*read);
    else
      members.refuse(kMember, read.error().fields.at(0).reason);
  }
  for (domain::SentFile& file : submission.files) files.files.push_back(std::move(file));
  files.texts = std::move(submission.texts);
  return files;
}

base::Result<WriteAnswer> answer_of(const Call& call, std::string_view message,
                                    const domain::TicketAction& action,
                                    const base::Result<domain::EntryView>& entry) {
  if (!entry) return entry.error();
  const std::string location = call.resource + "/" + std::to_string(action.ticket.id);
  return created_answer({message, entry->id, location}, action.warnings);
}

}  // namespace ost::api
