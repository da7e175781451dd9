// SPDX-License-Identifier: MIT
#include "domain/ticket/post.hpp"

#include "db/desk/reference.hpp"
#include "domain/notify/template_engine.hpp"
#include "domain/notify/template_objects.hpp"
#include "domain/ticket/action.hpp"
#include "domain/ticket/set_status.hpp"

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

base::Result<EntryView> post_note(TicketAction& action, const NewNote& note,
                                  const EntryText& text) {
  if (action.agent)
    if (base::Status free = check_panel_lock(action); !free) return free.error();
  // Who hears of it as the ticket's agent, also where the note closes the ticket.
  const std::int64_t assignee_id = action.ticket.staff_id;
  auto entry = write_note(action, note.title, text);
  if (!entry) return entry;
  for (std::string& warning : warnings_of(text.attachments))
    action.warnings.push_back(std::move(warning));
  if (base::Status set = set_status_with_post(action, note.status_id); !set) return set.error();
  if (base::Status released = release_panel_lock(action); !released) return released.error();
  if (!note.alert) return entry;
  if (base::Status told =
          announce(action, {activity_of(action, *entry, "New Internal Note", assignee_id)});
      !told)
    return told.error();
  return entry;
}

namespace {

base::Error wrong(const char* reason) {
  return base::Error{
      base::Errc::kInvalidFields, "Invalid fields: canned_id", "", {{"canned_id", reason}}};
}

}  // namespace

base::Result<EntryText> canned_text(const TicketAction& action, std::int64_t canned_id) {
  const auto response = db::find_canned_response(action.connection(), canned_id);
  if (!response) return response.error();
  if (!*response) return wrong("No such premade reply");
  StoredTemplateSource source(action.connection());
  TemplateScope scope(action.desk(), source, action.ticket);
  scope.recipient = {TemplateRecipient::Kind::kOwner, action.ticket.user_id};
  TemplateRoots roots = ticket_roots(scope);
  roots.emplace_back("recipient", recipient_value(scope));
  const std::string text = expand_template(**response, roots, TemplateContext::kMarkup);
  if (!scope.status()) return scope.status().error();
  return prepare_markup(action.desk(), "canned_id", text);
}

}  // namespace ost::domain
