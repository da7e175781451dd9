// SPDX-License-Identifier: MIT
// What belongs to one ticket, by itself.
#include "api/actions.hpp"
#include "api/read/page_load.hpp"
#include "api/read/ticket_tag.hpp"

namespace ost::api {
namespace {

base::Status list_part(Part part, Call& call, Services& services, Sink& sink) {
  const auto params = parse_part_params(call, part);
  if (!params) return params.error();
  Page page;
  base::Status loaded = load_ticket(*params, services, call.lease->connection(), page);
  if (!loaded) return loaded;
  call.lease.reset();
  std::string text;
  JsonWriter json(text);
  json.begin_object();
  page.includes.front()->add_to_ticket(json, page.tickets.front());
  json.end_object();
  return answer_tagged(call.request, text, sink);
}

}  // namespace

base::Status list_events(Call& call, Services& services, Sink& sink) {
  return list_part(Part::kEvents, call, services, sink);
}

base::Status list_collaborators(Call& call, Services& services, Sink& sink) {
  return list_part(Part::kCollaborators, call, services, sink);
}

}  // namespace ost::api
