// SPDX-License-Identifier: MIT
#include "domain/ticket/post_entry.hpp"

namespace ost::domain {

base::Result<EntryView> post_entry(const TicketAction& action, db::NewEntryRow entry,
                                   const EntryText& text, EntryExtras extras) {
  FileStore store(action.connection(), action.context.random, action.now);
  AttachmentWriter writer(text.attachments, store);
  writer.add_files(std::move(extras.files));
  if (base::Status stored = writer.store_files(); !stored) return stored.error();
  entry.body = text.body;
  entry.format = text.format;
  auto written = write_entry(writer, std::move(entry));
  if (!extras.warnings) return written;
  for (std::string& warning : warnings_of(text.attachments))
    extras.warnings->push_back(std::move(warning));
  if (writer.has_hidden()) extras.warnings->emplace_back(kHiddenImage);
  return written;
}

}  // namespace ost::domain
