// SPDX-License-Identifier: MIT
#include "api/read/page_writer.hpp"

#include <algorithm>

namespace ost::api {
namespace {

// Entries of one statement. What is behind the bound is read and dropped, so the limit follows the
// size of the entries seen.
constexpr std::int64_t kFirstLimit = 256;
constexpr std::int64_t kSmallestLimit = 16;
constexpr std::int64_t kLargestLimit = 4096;

bool is_by_user(const db::ListedEntry& entry) {
  return entry.staff_id == 0 && entry.user_id > 0;
}

}  // namespace

void PageWriter::open() {
  json_.begin_object();
  if (shape_ == Shape::kTicket)
    json_.name("ticket");
  else
    json_.name("tickets").begin_array();
  pass_on();
}

PageWriter::Taken PageWriter::take(const db::ListedEntry& entry) {
  if (sink_.pending() >= kBatchBytes) return Taken::kBatchIsFull;
  if (!knows_writer_of(entry)) return Taken::kWriterUnknown;
  if (needs_files(entry) && !page_.view.files->are_known()) return Taken::kFilesUnknown;
  if (passes_uncertain_ticket(entry)) return Taken::kTicketUncertain;
  while (next_ <= page_.tickets.size() && !is_of_current(entry)) step();
  if (next_ > page_.tickets.size()) return Taken::kWritten;
  if (!text_files(entry, *page_.view.files).empty()) return Taken::kTextInFiles;
  write_entry(json_, shown(entry), page_.view, page_.includes);
  has_written(entry);
  return Taken::kWritten;
}

std::vector<db::StoredFile> PageWriter::begin_long(const db::ListedEntry& entry) {
  begin_entry(json_, entry, page_.view);
  json_.begin_string();
  addresses_ = addresses_in(entry, shown(entry).ticket_id, page_.view);
  std::vector<db::StoredFile> files;
  for (const db::EntryFile* attached : text_files(entry, *page_.view.files))
    files.push_back(attached->file);
  return files;
}

void PageWriter::add_to_body(std::string_view text) {
  json_.string_piece(addresses_->next(text));
  pass_on();
}

void PageWriter::end_long(const db::ListedEntry& entry) {
  json_.string_piece(addresses_->rest()).end_string();
  addresses_.reset();
  end_entry(json_, shown(entry), page_.view, page_.includes);
  has_written(entry);
}

bool PageWriter::needs_files(const db::ListedEntry& entry) const {
  return page_.view.files->are_wanted() || may_need_files(entry);
}

ShownEntry PageWriter::shown(const db::ListedEntry& entry) const {
  return {entry, is_by_user(entry) ? page_.people.at(entry.user_id) : nobody_,
          page_.tickets[next_ - 1].id};
}

void PageWriter::has_written(const db::ListedEntry& entry) {
  last_entry_ = entry.id;
  if (threads_.empty() || threads_.back().thread_id != entry.thread_id)
    threads_.push_back({entry.thread_id, 0, 0, {}});
  ++threads_.back().entries;
  threads_.back().last_id = entry.id;
  ++taken_;
  bytes_ += text_.size();
  pass_on();
}

bool PageWriter::knows_writer_of(const db::ListedEntry& entry) const {
  return !is_by_user(entry) || page_.people.count(entry.user_id) > 0;
}

db::EntryQuery PageWriter::rest() const {
  db::EntryQuery query;
  for (std::size_t i = next_ == 0 ? 0 : next_ - 1; i < page_.tickets.size(); ++i)
    if (page_.tickets[i].thread_id > 0) query.thread_ids.push_back(page_.tickets[i].thread_id);
  const bool inside =
      next_ > 0 && next_ <= page_.tickets.size() && page_.tickets[next_ - 1].thread_id > 0;
  query.after_id = inside ? last_entry_ : 0;
  query.limit = limit();
  return query;
}

void PageWriter::close_ticket() {
  while (next_ <= page_.tickets.size()) step();
  json_.end_object();
  pass_on();
}

void PageWriter::close_list(const ReadParams& params) {
  while (next_ <= page_.tickets.size()) step();
  json_.end_array();
  write_pagination(params);
  json_.end_object();
  pass_on();
}

bool PageWriter::is_of_current(const db::ListedEntry& entry) const {
  return next_ > 0 && page_.tickets[next_ - 1].thread_id == entry.thread_id;
}

bool PageWriter::passes_uncertain_ticket(const db::ListedEntry& entry) const {
  if (is_of_current(entry)) return false;
  for (std::size_t i = next_; i < page_.tickets.size(); ++i) {
    const std::int64_t thread_id = page_.tickets[i].thread_id;
    if (thread_id == entry.thread_id) return false;
    if (thread_id > 0 && page_.silent_threads.count(thread_id) == 0) return true;
  }
  return false;
}

// Closes the current ticket and opens the next, if there is one.
void PageWriter::step() {
  if (next_ > 0) end_ticket(json_, page_.view);
  if (next_ < page_.tickets.size())
    begin_ticket(json_, page_.tickets[next_], page_.view, page_.includes);
  ++next_;
  last_entry_ = 0;
  pass_on();
}

void PageWriter::write_pagination(const ReadParams& params) {
  const std::int64_t size = params.query.per_page;
  json_.name("pagination").begin_object();
  if (params.paging == Paging::kCursor) {
    json_.name("limit").number(size);
    json_.name("next_cursor").maybe_string(page_.next_cursor);
    if (params.wants_total) json_.name("total").number(page_.total);
  } else {
    json_.name("page").number(params.query.page).name("per_page").number(size);
    json_.name("total").number(page_.total);
    json_.name("pages").number((page_.total + size - 1) / size);
  }
  json_.end_object();
}

std::int64_t PageWriter::limit() const {
  if (taken_ == 0) return kFirstLimit;
  const auto fit = static_cast<std::int64_t>(kBatchBytes) * taken_ /
                   std::max<std::int64_t>(1, static_cast<std::int64_t>(bytes_));
  return std::clamp(fit + 1, kSmallestLimit, kLargestLimit);
}

void PageWriter::pass_on() {
  sink_.write(text_);
  text_.clear();
}

}  // namespace ost::api
