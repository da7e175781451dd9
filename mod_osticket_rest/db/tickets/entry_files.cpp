// SPDX-License-Identifier: MIT
#include "db/tickets/entry_files.hpp"

#include "db/select_all.hpp"

namespace ost::db {
namespace {

constexpr char kColumns[] =
    "SELECT p.id, a.id, a.inline, f.id, f.bk, f.type, f.size, f.`key`, f.signature,"
    " COALESCE(NULLIF(a.name, ''), f.name)"
    " FROM (SELECT e.id FROM {thread_entry} e";
constexpr char kJoins[] =
    ") p JOIN {attachment} a ON a.object_id = p.id AND a.type = 'H'"
    " JOIN {file} f ON f.id = a.file_id ORDER BY p.id, a.id";

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

}  // namespace ost::db
