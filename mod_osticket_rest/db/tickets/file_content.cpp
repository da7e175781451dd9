// SPDX-License-Identifier: MIT
#include "db/tickets/file_content.hpp"

#include "db/query.hpp"

namespace ost::db {
namespace {

// The first columns of each statement: a file, as file_of reads it, and what attaches it.
constexpr char kFile[] =
    "SELECT f.id, f.bk, f.type, f.size, f.`key`, f.signature, COALESCE(NULLIF(a.name, ''), f.name),"
    " UNIX_TIMESTAMP(f.created), a.id";

constexpr char kOnEntries[] =
    " FROM {thread} h"
    " JOIN {thread_entry} e ON e.thread_id = h.id"
    " JOIN {attachment} a ON a.object_id = e.id AND a.type = 'H'"
    " JOIN {file} f ON f.id = a.file_id";
constexpr char kOfTicket[] =
    "h.object_id = %s AND h.object_type IN ('T', 'C') AND a.file_id = %s AND e.flags & 4 = 0";
// FileUploadField::getAttachments: what a field's files hang on is made of the field and the form.
constexpr char kOnForms[] =
    " FROM {form_entry} e"
    " JOIN {form_entry_values} v ON v.entry_id = e.id"
    " JOIN {form_field} d ON d.id = v.field_id AND d.type = 'files'"
    " JOIN {attachment} a ON a.object_id = CRC32(CONCAT('E', d.id, e.id)) AND a.type = 'E'"
    " JOIN {file} f ON f.id = a.file_id"
    " WHERE e.object_type = 'T' AND e.object_id";
constexpr char kNoNote[] = "e.type <> 'N'";
constexpr char kFirst[] = " ORDER BY a.id LIMIT 1";

// The server reads the whole content of each row whose length is asked for.
constexpr Statement kLast{"file_content.last",
                          "SELECT chunk_id, LENGTH(filedata),"
                          " (SELECT COUNT(*) FROM {file_chunk} WHERE file_id = %s)"
                          " FROM {file_chunk} WHERE file_id = %s ORDER BY chunk_id DESC LIMIT 1",
                          2};
constexpr Statement kAll{"file_content.all",
                         "SELECT chunk_id, LENGTH(filedata) FROM {file_chunk}"
                         " WHERE file_id = %s ORDER BY chunk_id",
                         1};
// A column as it is: SUBSTRING costs the server half as much again, even where it cuts nothing.
constexpr Statement kWhole{"file_content.whole",
                           "SELECT filedata FROM {file_chunk} WHERE file_id = %s"
                           " AND chunk_id BETWEEN %s AND %s ORDER BY chunk_id",
                           3};
constexpr Statement kPart{"file_content.part",
                          "SELECT SUBSTRING(filedata, %s, %s) FROM {file_chunk}"
                          " WHERE file_id = %s AND chunk_id = %s",
                          4};

constexpr Statement kFolders{"file_content.folders",
                             "SELECT value FROM {config} WHERE `key` = 'uploadpath'"
                             " AND namespace LIKE 'plugin.%%' ORDER BY id",
                             0};

StoredFile file_of(const Row& r) {
  StoredFile file;
  file.id = r.number(0);
  file.back_end = r.string(1);
  file.type = r.string(2);
  file.size = r.number(3);
  file.key = r.string(4);
  file.signature = r.string(5);
  file.name = r.string(6);
  if (const auto created = r.maybe_number(7); created && *created > 0) file.created_utc = created;
  return file;
}

std::int64_t attachment_of(const Row& r) {
  return r.number(8);
}

struct LastChunk {
  std::int64_t number = 0;
  std::int64_t size = 0;
  std::int64_t chunks = 0;  ///< how many the file has
};

// osTicket cuts a file into chunks of one size, so the last one tells them all. Empty when they do
// not add up to the file.
std::vector<Chunk> regular_chunks(const LastChunk& last, std::int64_t file_size) {
  if (last.chunks != last.number + 1) return {};
  if (last.number * kChunkBytes + last.size != file_size) return {};
  std::vector<Chunk> chunks;
  for (std::int64_t i = 0; i < last.number; ++i)
    chunks.push_back({i, i * kChunkBytes, kChunkBytes});
  chunks.push_back({last.number, last.number * kChunkBytes, last.size});
  return chunks;
}

std::optional<StoredFile> maybe_file_of(const Row& r) {
  return file_of(r);
}

}  // namespace

base::Result<std::optional<StoredFile>> find_attached_file(Connection& connection,
                                                           const AttachedFileQuery& wanted) {
  QueryBuilder query;
  query.add(kFile).add(kOnEntries).where(kOfTicket, {wanted.ticket_id, wanted.file_id});
  if (!wanted.with_notes) query.where(kNoNote);
  query.add(kFirst);
  auto attached =
      select_one<std::optional<StoredFile>>(connection, query.statement("file_content.attached"),
                                            query.values(), std::nullopt, maybe_file_of);
  if (!attached || *attached) return attached;
  QueryBuilder answer;
  answer.add(kFile).add(kOnForms);
  answer.add(" = %s AND a.file_id = %s", {wanted.ticket_id, wanted.file_id}).add(kFirst);
  return select_one<std::optional<StoredFile>>(connection, answer.statement("file_content.answer"),
                                               answer.values(), std::nullopt, maybe_file_of);
}

base::Result<std::vector<Chunk>> find_chunks(Connection& connection, const StoredFile& file) {
  const auto last =
      select_one<LastChunk>(connection, kLast, {file.id, file.id}, LastChunk{}, [](const Row& r) {
        return LastChunk{r.number(0), r.number(1), r.number(2)};
      });
  if (!last) return last.error();
  if (last->chunks == 0) return std::vector<Chunk>();
  std::vector<Chunk> regular = regular_chunks(*last, file.size);
  if (!regular.empty()) return regular;
  std::int64_t offset = 0;
  return select_all<Chunk>(connection, kAll, {file.id}, [&](const Row& r) {
    const Chunk chunk{r.number(0), offset, r.number(1)};
    offset += chunk.size;
    return chunk;
  });
}

namespace {

base::Error changed_meanwhile() {
  return base::unavailable("a file was deleted or changed while it was being read");
}

}  // namespace

base::Result<std::int64_t> read_part(Connection& connection, std::int64_t file_id,
                                     const ChunkPart& part, const TakeBytes& take) {
  bool is_there = false;
  const base::Status read = connection.select(
      kPart, {part.offset + 1, part.size, file_id, part.number}, [&](const Row& row) {
        const auto bytes = row.bytes(0);
        is_there = bytes && static_cast<std::int64_t>(bytes->size()) == part.size;
        if (is_there) take(*bytes);
        return base::Status();
      });
  if (!read) return read.error();
  if (!is_there) return changed_meanwhile();
  return part.size;
}

base::Result<std::int64_t> read_chunks(Connection& connection, std::int64_t file_id,
                                       const ChunkRun& run, const TakeBytes& take) {
  auto next = run.begin;
  std::int64_t taken = 0;
  bool wants_more = true;
  const base::Status read = connection.select(
      kWhole, {file_id, run.begin->number, std::prev(run.end)->number}, [&](const Row& row) {
        if (!wants_more) return base::Status();
        const auto bytes = row.bytes(0);
        if (next == run.end || !bytes || static_cast<std::int64_t>(bytes->size()) != next->size)
          return base::Status(changed_meanwhile());
        wants_more = take(*bytes);
        taken += next->size;
        ++next;
        return base::Status();
      });
  if (!read) return read.error();
  if (wants_more && next != run.end) return changed_meanwhile();
  return taken;
}

base::Result<std::vector<std::string>> find_upload_folders(Connection& connection) {
  return select_all<std::string>(connection, kFolders, [](const Row& r) { return r.string(0); });
}

namespace {

constexpr char kOfEntries[] = ", p.id, a.inline FROM (SELECT e.id FROM {thread_entry} e";
constexpr char kJoins[] =
    ") p JOIN {attachment} a ON a.object_id = p.id AND a.type = 'H'"
    " JOIN {file} f ON f.id = a.file_id ORDER BY p.id, a.id";

EntryFile entry_file_of(const Row& r) {
  return {r.number(9), attachment_of(r), r.flag(10), file_of(r)};
}

AnswerFile answer_of(const Row& r) {
  return {r.number(9), r.number(10), attachment_of(r), file_of(r)};
}

}  // namespace

base::Result<std::vector<EntryFile>> load_entry_files(Connection& connection,
                                                      const EntryQuery& wanted) {
  QueryBuilder query;
  query.add(kFile).add(kOfEntries);
  choose_entries(query, wanted);
  query.add(kJoins);
  return select_all<EntryFile>(connection, query.statement("entry_files.load"), query.values(),
                               entry_file_of);
}

base::Result<std::vector<AnswerFile>> load_answer_files(
    Connection& connection, const std::vector<std::int64_t>& ticket_ids) {
  QueryBuilder query;
  query.add(kFile).add(", e.object_id, d.id").add(kOnForms);
  query.add(" IN %s ORDER BY e.object_id, d.id, a.id", {ticket_ids});
  return select_all<AnswerFile>(connection, query.statement("entry_files.answers"), query.values(),
                                answer_of);
}

}  // namespace ost::db
