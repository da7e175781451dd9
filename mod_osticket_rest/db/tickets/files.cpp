// SPDX-License-Identifier: MIT
#include "db/tickets/files.hpp"

#include "db/query.hpp"

namespace ost::db {
namespace {

constexpr Statement kSame{
    "files.same", "SELECT id FROM {file} WHERE signature = %s AND size = %s ORDER BY id LIMIT 1",
    2};

// By the primary key, so that no gap is locked: the row alone is to stay.
constexpr Statement kKeep{
    "files.keep", "SELECT id, `key`, name, type FROM {file} WHERE id = %s LOCK IN SHARE MODE", 1};

constexpr Statement kFile{
    "files.file",
    "INSERT INTO {file} (ft, bk, type, size, `key`, signature, name, attrs, created)"
    " VALUES ('T', 'D', %s, %s, %s, %s, %s, NULL, %s)",
    6};

constexpr Statement kChunk{
    "files.chunk", "INSERT INTO {file_chunk} (file_id, chunk_id, filedata) VALUES (%s, %s, %s)", 3};

constexpr Statement kCopy{
    "files.copy",
    "INSERT INTO {file} (ft, bk, type, size, `key`, signature, name, attrs, created)"
    " SELECT 'T', bk, type, size, %s, signature, name, attrs, %s FROM {file} WHERE id = %s",
    3};

constexpr Statement kCopyChunks{
    "files.copy_chunks",
    "INSERT INTO {file_chunk} (file_id, chunk_id, filedata)"
    " SELECT %s, chunk_id, filedata FROM {file_chunk} WHERE file_id = %s",
    2};

constexpr Statement kTaken{
    "files.taken", "SELECT file_id FROM {attachment} WHERE object_id = %s AND file_id IN %s", 2};

constexpr RowsStatement kAttachments{
    "files.attachments",
    "INSERT INTO {attachment} (object_id, type, file_id, name, inline) VALUES ", 5};

constexpr Statement kCanned{
    "files.canned",
    "SELECT f.id, f.`key`, f.name, f.type, COALESCE(NULLIF(a.name, ''), f.name)"
    " FROM {attachment} a JOIN {file} f ON f.id = a.file_id"
    " WHERE a.type = 'C' AND a.object_id = %s ORDER BY a.id",
    1};

constexpr Statement kDetach{"files.detach",
                            "DELETE FROM {attachment} WHERE type = %s AND object_id IN %s", 2};

constexpr Statement kOld{
    "files.old",
    "SELECT f.id FROM {file} f LEFT JOIN {attachment} a ON a.file_id = f.id"
    " WHERE f.ft = 'T' AND f.bk = 'D' AND f.created < NOW() - INTERVAL 1 DAY AND a.id IS NULL",
    0};

// Asked once more, under lock: another transaction may just have attached one.
constexpr Statement kSweep{"files.sweep",
                           "DELETE f FROM {file} f LEFT JOIN {attachment} a ON a.file_id = f.id"
                           " WHERE f.id IN %s AND a.id IS NULL",
                           1};
constexpr Statement kSweepChunks{
    "files.sweep_chunks",
    "DELETE c FROM {file_chunk} c LEFT JOIN {file} f ON f.id = c.file_id"
    " WHERE c.file_id IN %s AND f.id IS NULL",
    1};

FileRow file_of(const Row& row) {
  return {row.number(0), row.string(1), row.string(2), row.string(3)};
}

}  // namespace

base::Result<std::optional<FileRow>> find_same_file(Connection& connection,
                                                    const std::string& signature,
                                                    std::int64_t size) {
  const auto id = select_one<std::int64_t>(connection, kSame, {signature, size}, 0,
                                           [](const Row& row) { return row.number(0); });
  if (!id) return id.error();
  if (*id == 0) return std::optional<FileRow>();
  return select_one<std::optional<FileRow>>(connection, kKeep, {*id}, std::nullopt, file_of);
}

base::Result<std::int64_t> insert_file(Connection& connection, const NewFileRow& f) {
  return insert(connection, kFile, {f.type, f.size, f.key, f.signature, f.name, f.now});
}

base::Status insert_chunk(Connection& connection, std::int64_t file_id, std::int64_t number,
                          std::string_view bytes) {
  const auto inserted = connection.execute(kChunk, {file_id, number, Bytes{bytes}});
  if (!inserted) return inserted.error();
  return {};
}

base::Result<std::int64_t> copy_file(Connection& connection, const FileRow& file,
                                     const std::string& key, const std::string& now) {
  const auto id = insert(connection, kCopy, {key, now, file.id});
  if (!id) return id;
  const auto copied = connection.execute(kCopyChunks, {*id, file.id});
  if (!copied) return copied.error();
  return id;
}

base::Result<std::vector<NamedFileRow>> find_named_files(Connection& connection,
                                                         const std::vector<std::string>& keys) {
  if (keys.empty()) return std::vector<NamedFileRow>();
  // Logos and the like are shown to everybody without being attached to anything.
  QueryBuilder query;
  query.add(
      "SELECT f.id, f.`key`, f.name, f.type,"
      " f.ft = 'T' AND NOT EXISTS (SELECT 1 FROM {attachment} a WHERE a.file_id = f.id"
      " AND a.type NOT IN ('H', 'E', 'D')) FROM {file} f WHERE f.`key` IN (");
  for (std::size_t i = 0; i < keys.size(); ++i) query.add(i ? ", %s" : "%s", {keys[i]});
  query.add(") ORDER BY f.id LOCK IN SHARE MODE");
  return select_all<NamedFileRow>(connection, query.statement("files.named"), query.values(),
                                  [](const Row& row) {
                                    return NamedFileRow{file_of(row), row.flag(4)};
                                  });
}

base::Result<std::vector<std::int64_t>> find_taken(Connection& connection, std::int64_t object_id,
                                                   const std::vector<std::int64_t>& file_ids) {
  if (file_ids.empty()) return std::vector<std::int64_t>();
  return select_all<std::int64_t>(connection, kTaken, {object_id, file_ids},
                                  [](const Row& row) { return row.number(0); });
}

base::Status insert_attachments(Connection& connection, const std::vector<AttachmentRow>& rows) {
  std::vector<Values> values;
  for (const AttachmentRow& a : rows)
    values.push_back({a.object_id, std::string(1, a.type), a.file_id, a.name, a.is_inline ? 1 : 0});
  return insert_rows(connection, kAttachments, values);
}

base::Result<std::vector<CannedFileRow>> load_canned_files(Connection& connection,
                                                           std::int64_t canned_id) {
  return select_all<CannedFileRow>(connection, kCanned, {canned_id}, [](const Row& row) {
    return CannedFileRow{file_of(row), row.string(4)};
  });
}

base::Result<std::int64_t> delete_attachments(Connection& connection, char type,
                                              const std::vector<std::int64_t>& object_ids) {
  if (object_ids.empty()) return std::int64_t{0};
  return connection.execute(kDetach, {std::string(1, type), object_ids});
}

base::Status sweep_files(Connection& connection) {
  const auto old =
      select_all<std::int64_t>(connection, kOld, [](const Row& row) { return row.number(0); });
  if (!old) return old.error();
  if (old->empty()) return {};
  for (const Statement* statement : {&kSweep, &kSweepChunks}) {
    const auto swept = connection.execute(*statement, {*old});
    if (!swept) return swept.error();
  }
  return {};
}

}  // namespace ost::db
