// SPDX-License-Identifier: MIT
#include "domain/notify/ticket_view.hpp"

namespace ost::domain {

EntryView view_of(const db::NewEntryRow& entry, std::int64_t id) {
  EntryView view;
  view.id = id;
  view.thread_id = entry.thread_id;
  view.staff_id = entry.staff_id;
  view.user_id = entry.user_id;
  view.type = std::string(1, entry.type);
  view.poster = entry.poster;
  view.title = entry.title.value_or("");
  view.body = entry.body;
  view.format = entry.format;
  view.created = entry.now;
  return view;
}

}  // namespace ost::domain
