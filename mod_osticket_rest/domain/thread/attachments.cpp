// SPDX-License-Identifier: MIT
#include "domain/thread/attachments.hpp"

#include <algorithm>
#include <utility>

#include "base/crypto.hpp"
#include "base/text.hpp"
#include "db/tickets/new_ticket.hpp"
#include "domain/desk/flags.hpp"
#include "domain/text/plain_text.hpp"
#include "domain/thread/cid_rewriting.hpp"
#include "domain/thread/message_text.hpp"

namespace ost::domain {
namespace {

// osTicket moves longer bodies into a file; the column ends at 65,535 bytes.
constexpr std::size_t kLongestBody = 65000;
constexpr std::size_t kLargestBody = 65535;
constexpr int kLettersOfImage = 4;

// An inline file of text is the body of its entry (ThreadEntry::getBody), so none that somebody
// sent may become one.
bool may_be_inline(const db::FileRow& file) {
  return file.type.rfind("text/", 0) != 0;
}

db::NewEntryRow note_of(const PreparedFiles::Refused& file, const std::string& now) {
  db::NewEntryRow note;
  note.type = 'N';
  note.flags = kEntrySystem;
  note.poster = "SYSTEM";
  note.title = "File Import Error";
  note.body = plain_body(encode_special_characters(file.name) + ": " + file.reason);
  note.format = "text";
  note.now = now;
  return note;
}

}  // namespace

base::Result<PreparedFiles> prepare_attachments(const SentFiles& sent, const FileRules& rules) {
  constexpr char kMember[] = "attachments";
  if (rules.takes_files() || sent.files.empty()) return prepare_files(kMember, sent, rules);
  PreparedFiles none;
  none.warnings.emplace_back(
      "attachments: not used, as the help desk takes no files with messages");
  return none;
}

std::vector<std::string> warnings_of(const Attachments& attachments) {
  std::vector<std::string> warnings = attachments.files.warnings;
  const std::vector<std::string>& more = attachments.images.warnings;
  warnings.insert(warnings.end(), more.begin(), more.end());
  return warnings;
}

base::Result<EntryView> AttachmentWriter::write(db::NewEntryRow entry) {
  if (base::Status noted = write_notes(entry.thread_id); !noted) return noted.error();
  auto body = store_body(entry.body);
  if (!body) return body.error();
  entry.body = body->is_file ? std::string() : body->whole;
  const auto id = db::insert_entry(connection(), entry);
  if (!id) return id.error();
  if (base::Status attached = attach_to(*id, *body); !attached) return attached.error();
  EntryView view = view_of(entry, *id);
  view.body = std::move(body->whole);
  return view;
}

void AttachmentWriter::use(FileUse added) {
  // Equal content is attached once, with what was said of it last.
  for (FileUse& known : uses_) {
    if (known.file.key != added.file.key) continue;
    known = std::move(added);
    return;
  }
  uses_.push_back(std::move(added));
}

base::Status AttachmentWriter::store_files() {
  for (const PreparedFile& file : attachments_.files.taken) {
    auto row = store_.keep(file, Reuse::kYes);
    if (!row) return row.error();
    uses_.push_back({std::move(row).value(), file.name, false, &file});
  }
  return {};
}

void AttachmentWriter::add_files(std::vector<FileUse> files) {
  for (FileUse& file : files) use(std::move(file));
}

base::Status AttachmentWriter::write_notes(std::int64_t thread_id) {
  for (const PreparedFiles* files : {&attachments_.files, &attachments_.images})
    for (const PreparedFiles::Refused& file : files->refused) {
      db::NewEntryRow note = note_of(file, store_.now());
      note.thread_id = thread_id;
      const auto id = db::insert_entry(store_.connection(), note);
      if (!id) return id.error();
    }
  return {};
}

base::Status AttachmentWriter::store_images() {
  for (const PreparedFile& image : attachments_.images.taken) {
    PreparedFile named = image;
    named.name = "image" + random_letters(store_.random(), kLettersOfImage) + image.name;
    auto row = store_.keep(named, Reuse::kNo);
    if (!row) return row.error();
    uses_.push_back({std::move(row).value(), named.name, true, &image});
  }
  return {};
}

base::Status AttachmentWriter::use_named_files(std::string& body) {
  const auto files = db::find_named_files(store_.connection(), keys_in(body));
  if (!files) return files.error();
  for (const db::NamedFileRow& named : *files) {
    if (named.is_private) {
      body = without_key(body, named.file.key);
      has_hidden_ = true;
    } else if (body.find("\"cid:" + named.file.key + "\"") != std::string::npos) {
      use({named.file, named.file.name, may_be_inline(named.file)});
    }
  }
  return {};
}

base::Status AttachmentWriter::move_body_to_file(Body& body) {
  const PreparedFile file =
      prepare_text(base::to_hex(base::md5(body.whole)) + ".txt", "text/html", body.whole);
  auto row = store_.keep(file, Reuse::kNo);
  if (!row) return row.error();
  use({std::move(row).value(), file.name, true});
  body.is_file = true;
  return {};
}

base::Result<AttachmentWriter::Body> AttachmentWriter::store_body(const std::string& body) {
  Body stored{body};
  if (base::Status kept = store_images(); !kept) return kept.error();
  KeysByContentId keys;
  for (FileUse& each : std::exchange(uses_, {})) {
    const std::string& id = each.prepared ? each.prepared->content_id : std::string();
    if (!id.empty()) {
      each.is_inline = shows(body, id) && may_be_inline(each.file);
      keys.emplace(content_id_in_body(id), each.file.key);
    }
    use(std::move(each));
  }
  if (base::Status named = use_named_files(stored.whole); !named) return named.error();
  stored.whole = with_keys(stored.whole, keys);
  if (stored.whole.size() > kLargestBody || base::count_characters(stored.whole) >= kLongestBody)
    if (base::Status moved = move_body_to_file(stored); !moved) return moved.error();
  return stored;
}

base::Status AttachmentWriter::attach_to(std::int64_t entry_id, Body& body) {
  if (uses_.empty()) return {};
  const std::vector<FileUse> before = uses_;
  if (base::Status attached = store_.attach({entry_id, 'H'}, uses_); !attached) return attached;
  KeysByContentId keys;
  for (std::size_t i = 0; i < before.size(); ++i)
    if (before[i].file.key != uses_[i].file.key && shows(body.whole, before[i].file.key))
      keys.emplace(base::lower_ascii(before[i].file.key), uses_[i].file.key);
  if (keys.empty() || body.is_file) return {};
  body.whole = with_keys(body.whole, keys);
  return db::set_entry_body(store_.connection(), entry_id, body.whole);
}

}  // namespace ost::domain
