// SPDX-License-Identifier: MIT
#include "domain/create/first_note.hpp"

#include "domain/desk/person_name.hpp"

namespace ost::domain {

base::Status write_first_note(FileStore& store, const PreparedTicket& prepared,
                              std::int64_t thread_id) {
  if (!prepared.note) return {};
  db::NewEntryRow entry;
  entry.thread_id = thread_id;
  entry.type = 'N';
  entry.poster = "API";
  if (const db::StaffRow* agent = prepared.desk.agent(prepared.request.note_agent_id)) {
    entry.staff_id = agent->id;
    entry.poster = agent_name_text(prepared.desk, *agent);
  }
  entry.title = "New Ticket";
  entry.body = prepared.note->body;
  entry.format = prepared.note->format;
  entry.ip_address = prepared.request.client_address;
  entry.now = store.now();
  AttachmentWriter files(prepared.note->attachments, store);
  const auto written = write_entry(files, std::move(entry));
  return written ? base::Status() : base::Status(written.error());
}

}  // namespace ost::domain
