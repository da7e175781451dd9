// SPDX-License-Identifier: MIT
#include "api/read/ticket_tag.hpp"

#include <algorithm>

#include "api/http/preconditions.hpp"
#include "base/crypto.hpp"
#include "base/text.hpp"

namespace ost::api {
namespace {

constexpr std::size_t kBytes = 10;
constexpr char kBetween = '-';

/// Keeps what is written to it.
class TextSink final : public Sink {
 public:
  std::string text{};

  void begin(int) override {}
  void header(std::string_view, std::string_view) override {}
  void write(std::string_view bytes) override { text += bytes; }
  std::size_t pending() const override { return 0; }
  base::Status flush() override { return {}; }
  bool committed() const override { return false; }
};

std::string short_digest(std::string_view text) {
  return base::to_hex(base::sha256(text).substr(0, kBytes));
}

// What a tag depends on beside the tickets: whose names are shown, and which entries.
void add_view(const View& view, std::string& text) {
  text += view.names->digest;
  text += view.scope.shows_notes() ? "notes" : "no notes";
  text += view.selection.has(Part::kAttachments) ? "files" : "no files";
}

}  // namespace

std::string ticket_tag(const Page& page) {
  TextSink sink;
  PageWriter writer(page, PageWriter::Shape::kTicket, sink);
  writer.open();
  writer.close_ticket();
  add_view(page.view, sink.text);
  const std::string state = db::whole_state(page.tickets.front(), *page.threads);
  return '"' + short_digest(state) + kBetween + short_digest(sink.text) + '"';
}

std::string list_text(const Page& page, const ReadParams& params) {
  TextSink sink;
  PageWriter writer(page, PageWriter::Shape::kList, sink);
  writer.open();
  writer.close_list(params);
  return std::move(sink.text);
}

std::string list_tag(const Page& page, std::string text,
                     const std::vector<db::ThreadState>& threads) {
  add_view(page.view, text);
  for (const db::ThreadState& thread : threads) text += db::text_of(thread);
  return "W/\"" + short_digest(text) + '"';
}

bool names_state(std::string_view header, std::string_view state) {
  if (base::trim(header) == "*") return true;
  const std::string beginning = '"' + short_digest(state) + kBetween;
  const auto tags = base::split(header, ',');
  return std::any_of(tags.begin(), tags.end(), [&](std::string_view tag) {
    return base::trim(tag).substr(0, beginning.size()) == beginning;
  });
}

bool is_known(const Request& request, const std::string& tag) {
  const std::string* header = request.header("If-None-Match");
  return header && names_tag(*header, tag, Comparison::kWeak);
}

base::Status answer_unchanged(const std::string& tag, Sink& sink) {
  sink.begin(304);
  sink.header("ETag", tag);
  sink.header("Cache-Control", kAskEachTime);
  return {};
}

base::Status answer_tagged(const Request& request, const std::string& body, Sink& sink) {
  const std::string tag = entity_tag(body);
  if (is_known(request, tag)) return answer_unchanged(tag, sink);
  sink.begin(200);
  sink.header("ETag", tag);
  sink.header("Cache-Control", kAskEachTime);
  sink.write(body);
  return {};
}

}  // namespace ost::api
