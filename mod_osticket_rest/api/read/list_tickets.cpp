// SPDX-License-Identifier: MIT
#include "api/actions.hpp"
#include "api/read/cursor.hpp"
#include "api/read/page_links.hpp"
#include "api/read/page_load.hpp"
#include "api/read/ticket_tag.hpp"
#include "api/read/write_threads.hpp"

namespace ost::api {
namespace {

bool shows_threads(const Page& page) {
  return page.view.selection.has(Part::kResponses);
}

// The beginning of an answer; a client that asks whether it has changed may keep it.
void begin(const Request& request, Sink& sink) {
  sink.begin(200);
  if (request.header("If-None-Match")) sink.header("Cache-Control", kAskEachTime);
}

base::Status answer_ticket(const ReadParams& params, Call& call, Services& services, Sink& sink) {
  Page page;
  page.view.resource = call.resource;
  db::Connection& connection = call.lease->connection();
  if (base::Status loaded = load_ticket(params, services, connection, page); !loaded) return loaded;
  if (base::Status known = know_threads(connection, page); !known) return known;
  const std::string tag = ticket_tag(page);
  if (is_known(call.request, tag)) return answer_unchanged(tag, sink);
  begin(call.request, sink);
  sink.header("ETag", tag);
  PageWriter writer(page, PageWriter::Shape::kTicket, sink);
  writer.open();
  if (shows_threads(page)) {
    const ThreadOutput output{call.lease, sink, [](auto&) { return base::Status(); }};
    if (base::Status written = write_threads(writer, page, services, output); !written)
      return written;
  }
  if (page.tickets.empty()) return ticket_not_found();
  writer.close_ticket();
  return {};
}

/// A list with the entries of its threads. They are written before its tag is known, which is made
/// of them as well, so that nothing is asked twice; a list of more than one batch has its tag
/// before.
class ThreadsList {
 public:
  ThreadsList(const ReadParams& params, Page& page, Sink& sink)
      : params_(params), page_(page), sink_(sink), writer_(page, PageWriter::Shape::kList, sink) {}

  base::Status write(Call& call, Services& services) {
    writer_.open();
    const ThreadOutput output{call.lease, sink_, [this](auto& connection) {
                                return is_tagged_ ? base::Status() : tag_before(connection);
                              }};
    base::Status written = write_threads(writer_, page_, services, output);
    if (!written) return written;
    writer_.close_list(params_);
    if (!is_tagged_) tag(writer_.threads());
    return {};
  }

 private:
  base::Status tag_before(db::Connection& connection) {
    if (base::Status known = know_threads(connection, page_); !known) return known;
    tag(*page_.threads);
    return {};
  }

  void tag(const std::vector<db::ThreadState>& threads) {
    sink_.header("ETag", list_tag(page_, list_text(page_, params_), threads));
    is_tagged_ = true;
  }

  const ReadParams& params_;
  Page& page_;
  Sink& sink_;
  PageWriter writer_;
  bool is_tagged_ = false;
};

void begin_list(const ReadParams& params, const Call& call, const Page& page, Sink& sink) {
  begin(call.request, sink);
  const std::string links = page_links(call.request, params, page);
  if (!links.empty()) sink.header("Link", links);
}

base::Status answer_list(const ReadParams& params, Call& call, Page& page, Sink& sink) {
  const std::string text = list_text(page, params);
  const std::string tag = list_tag(page, text, {});
  if (is_known(call.request, tag)) return answer_unchanged(tag, sink);
  begin_list(params, call, page, sink);
  sink.header("ETag", tag);
  sink.write(text);
  return {};
}

}  // namespace

base::Status list_tickets(Call& call, Services& services, Sink& sink) {
  const auto params = parse_list_params(call.request, services.settings.max_page_size);
  if (!params) return params.error();
  if (params->is_one) return answer_ticket(*params, call, services, sink);
  Page page;
  page.view.resource = call.resource;
  db::Connection& connection = call.lease->connection();
  if (base::Status loaded = load_page(*params, services, connection, page); !loaded) return loaded;
  if (page.next)
    page.next_cursor = Cursors(*call.request.header("X-API-Key"), params->list).write(*page.next);
  if (!shows_threads(page)) return answer_list(*params, call, page, sink);
  if (call.request.header("If-None-Match")) {
    if (base::Status known = know_threads(connection, page); !known) return known;
    const std::string tag = list_tag(page, list_text(page, *params), *page.threads);
    if (is_known(call.request, tag)) return answer_unchanged(tag, sink);
  }
  begin_list(*params, call, page, sink);
  return ThreadsList(*params, page, sink).write(call, services);
}

base::Status show_ticket(Call& call, Services& services, Sink& sink) {
  const auto params = parse_ticket_params(call);
  if (!params) return params.error();
  return answer_ticket(*params, call, services, sink);
}

}  // namespace ost::api
