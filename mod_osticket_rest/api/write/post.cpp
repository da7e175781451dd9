// SPDX-License-Identifier: MIT
#include "api/write/post.hpp"

namespace ost::api {

base::Status finish_reading(Members& members) {
  const base::Json* files = members.any("attachments");
  const bool has_files = files && (!files->array() || !files->array()->empty());
  if (has_files) members.refuse("attachments", "files cannot be sent over this API");
  return members.done();
}

base::Result<WriteAnswer> answer_of(const Call& call, std::string_view message,
                                    const domain::TicketAction& action,
                                    const base::Result<domain::EntryView>& entry) {
  if (!entry) return entry.error();
  const std::string location = call.resource + "/" + std::to_string(action.ticket.id);
  return created_answer({message, entry->id, location}, action.warnings);
}

}  // namespace ost::api
