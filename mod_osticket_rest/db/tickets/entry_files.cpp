// SPDX-License-Identifier: MIT
#include "db/tickets/entry_files.hpp"

#include "db/query.hpp"

namespace ost::db {
namespace {

constexpr char kColumns[] =
    "SELECT p.id, a.id, a.inline, f.id, f.bk, f.type, f.size, f.`key`, f.signature,"
    " COALESCE(NULLIF(a.name, ''), f.name)"
    " FROM (SELECT e.id FROM {thread_entry} e";
constexpr char kJoins[] =
    ") p JOIN {attachment} a ON a.object_id = p.id AND a.type = 'H'"
    " JOIN {file} f ON f.id = a.file_id ORDER BY p.id, a.id";

// FileUploadField::getAttachments: what a field's files hang on is made of the field and the form.
constexpr Statement kAnswers{
    "entry_files.answers",
    "SELECT e.object_id, d.id, a.id, f.id, f.type, f.size, COALESCE(NULLIF(a.name, ''), f.name)"
    " FROM {form_entry} e"
    " JOIN {form_entry_values} v ON v.entry_id = e.id"
    " JOIN {form_field} d ON d.id = v.field_id AND d.type = 'files'"
    " JOIN {attachment} a ON a.object_id = CRC32(CONCAT('E', d.id, e.id)) AND a.type = 'E'"
    " JOIN {file} f ON f.id = a.file_id"
    " WHERE e.object_type = 'T' AND e.object_id IN %s ORDER BY e.object_id, d.id, a.id",
    1};

EntryFile file_of(const Row& r) {
  EntryFile found;
  found.entry_id = r.number(0);
  found.id = r.number(1);
  found.is_inline = r.flag(2);
  found.file.id = r.number(3);
  found.file.back_end = r.string(4);
  found.file.type = r.string(5);
  found.file.size = r.number(6);
  found.file.key = r.string(7);
  found.file.signature = r.string(8);
  found.file.name = r.string(9);
  return found;
}

AnswerFile answer_of(const Row& r) {
  AnswerFile found;
  found.ticket_id = r.number(0);
  found.field_id = r.number(1);
  found.id = r.number(2);
  found.file.id = r.number(3);
  found.file.type = r.string(4);
  found.file.size = r.number(5);
  found.file.name = r.string(6);
  return found;
}

}  // namespace

base::Result<std::vector<EntryFile>> load_entry_files(Connection& connection,
                                                      const EntryQuery& wanted) {
  QueryBuilder query;
  query.add(kColumns);
  choose_entries(query, wanted);
  query.add(kJoins);
  return select_all<EntryFile>(connection, query.statement("entry_files.load"), query.values(),
                               file_of);
}

base::Result<std::vector<AnswerFile>> load_answer_files(
    Connection& connection, const std::vector<std::int64_t>& ticket_ids) {
  return select_all<AnswerFile>(connection, kAnswers, {ticket_ids}, answer_of);
}

}  // namespace ost::db
