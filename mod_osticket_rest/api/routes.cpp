// SPDX-License-Identifier: MIT
#include "api/routes.hpp"

#include <algorithm>
#include <iterator>

#include "base/text.hpp"

namespace ost::api {
namespace {

constexpr Route kRoutes[] = {
    {"GET", "tickets", Permission::kRead, Takes::kNothing, list_tickets},
    {"POST", "tickets", Permission::kCreate, Takes::kFiles, create_ticket},
    {"PUT", "tickets", Permission::kChange, Takes::kBody, update_ticket},
    {"PATCH", "tickets", Permission::kChange, Takes::kBody, update_ticket},
    {"DELETE", "tickets", Permission::kDelete, Takes::kNothing, delete_ticket},
    {"GET", "tickets/{id}", Permission::kRead, Takes::kNothing, show_ticket},
    {"GET", "tickets/{id}/attachments/{file_id}", Permission::kRead, Takes::kNothing, send_file,
     Gives::kFile},
    {"GET", "tickets/{id}/events", Permission::kRead, Takes::kNothing, list_events},
    {"GET", "tickets/{id}/collaborators", Permission::kRead, Takes::kNothing, list_collaborators},
    {"PUT", "tickets/{id}", Permission::kChange, Takes::kBody, update_ticket},
    {"PATCH", "tickets/{id}", Permission::kChange, Takes::kBody, update_ticket},
    {"DELETE", "tickets/{id}", Permission::kDelete, Takes::kNothing, delete_ticket},
    {"POST", "tickets/{id}/replies", Permission::kReply, Takes::kFiles, post_reply, Gives::kJson,
     Acts::kAgent},
    {"POST", "tickets/{id}/notes", Permission::kNote, Takes::kFiles, post_note},
    {"POST", "tickets/{id}/messages", Permission::kMessage, Takes::kFiles, post_message},
    {"POST", "tickets/{id}/collaborators", Permission::kPeople, Takes::kBody, add_collaborator,
     Gives::kJson, Acts::kAgent},
    {"DELETE", "tickets/{id}/collaborators/{user_id}", Permission::kPeople, Takes::kNothing,
     remove_collaborator, Gives::kJson, Acts::kAgent},
    {"POST", "tickets/{id}/merge", Permission::kMerge, Takes::kBody, merge_tickets, Gives::kJson,
     Acts::kAgent},
    {"POST", "tickets/{id}/links", Permission::kMerge, Takes::kBody, link_tickets, Gives::kJson,
     Acts::kAgent},
    {"DELETE", "tickets/{id}/links/{other}", Permission::kMerge, Takes::kNothing, unlink_tickets,
     Gives::kJson, Acts::kAgent},
    {"POST", "tickets/{id}/referrals", Permission::kAssign, Takes::kBody, refer_ticket,
     Gives::kJson, Acts::kAgent},
    {"GET", "changes", Permission::kRead, Takes::kNothing, show_changes},
    {"GET", "stats", Permission::kRead, Takes::kNothing, show_stats},
    {"GET", "statuses", Permission::kRead, Takes::kNothing, show_catalogue},
    {"GET", "statuses/{id}", Permission::kRead, Takes::kNothing, show_catalogue},
    {"GET", "departments", Permission::kRead, Takes::kNothing, show_catalogue},
    {"GET", "departments/{id}", Permission::kRead, Takes::kNothing, show_catalogue},
    {"GET", "topics", Permission::kRead, Takes::kNothing, show_catalogue},
    {"GET", "topics/{id}", Permission::kRead, Takes::kNothing, show_catalogue},
    {"GET", "priorities", Permission::kRead, Takes::kNothing, show_catalogue},
    {"GET", "priorities/{id}", Permission::kRead, Takes::kNothing, show_catalogue},
    {"GET", "agents", Permission::kRead, Takes::kNothing, show_catalogue},
    {"GET", "agents/{id}", Permission::kRead, Takes::kNothing, show_catalogue},
    {"GET", "teams", Permission::kRead, Takes::kNothing, show_catalogue},
    {"GET", "teams/{id}", Permission::kRead, Takes::kNothing, show_catalogue},
    {"GET", "slas", Permission::kRead, Takes::kNothing, show_catalogue},
    {"GET", "slas/{id}", Permission::kRead, Takes::kNothing, show_catalogue},
    {"GET", "fields", Permission::kRead, Takes::kNothing, show_catalogue},
    {"GET", "fields/{id}", Permission::kRead, Takes::kNothing, show_catalogue},
    {"GET", "users", Permission::kUsers, Takes::kNothing, show_users},
    {"GET", "users/{id}", Permission::kUsers, Takes::kNothing, show_users},
    {"GET", "organizations", Permission::kUsers, Takes::kNothing, show_organizations},
    {"GET", "organizations/{id}", Permission::kUsers, Takes::kNothing, show_organizations},
};

bool is_resource(std::string_view segment) {
  return std::any_of(std::begin(kRoutes), std::end(kRoutes), [&](const Route& route) {
    return starts_with_resource(route.pattern, segment);
  });
}

}  // namespace

std::optional<Destination> find_destination(std::string_view method, std::string_view path) {
  std::vector<std::string_view> segments = base::split(path, '/');
  const auto last = std::find_if(segments.rbegin(), segments.rend(), is_resource);
  if (last == segments.rend()) return std::nullopt;
  Destination found;
  // Pieces of one text, so the end of a piece is a place in the path.
  const auto end = static_cast<std::size_t>(last->data() + last->size() - path.data());
  found.resource = escape_path(path.substr(0, end));
  segments.erase(segments.begin(), last.base() - 1);
  const std::string_view served_by = method == "HEAD" ? "GET" : method;
  for (const Route& route : kRoutes) {
    if (!matches(route.pattern, segments, found.numbers)) continue;
    found.allowed.append(route.method).append(route.method == "GET" ? ", HEAD, " : ", ");
    if (route.method == served_by) found.route = &route;
  }
  if (found.allowed.empty()) return std::nullopt;
  found.allowed += "OPTIONS";
  return found;
}

}  // namespace ost::api
