// SPDX-License-Identifier: MIT
#include "api/write/group_body.hpp"

#include <set>

#include "api/json/members.hpp"

namespace ost::api {
namespace {

// Each of them is locked until the transaction ends.
constexpr std::size_t kMostTickets = 100;

std::vector<std::int64_t> tickets_of(Members& members, std::int64_t id) {
  const bool is_given = members.any("tickets") != nullptr;
  const auto tickets = members.ids("tickets");
  if (is_given && !tickets) return {};
  const std::set<std::int64_t> different =
      tickets ? std::set<std::int64_t>(tickets->begin(), tickets->end()) : std::set<std::int64_t>();
  if (different.empty())
    members.refuse("tickets", "is required: the numbers of ids");
  else if (different.size() != tickets->size())
    members.refuse("tickets", "names a ticket twice");
  else if (different.count(id) > 0)
    members.refuse("tickets", "names the ticket itself");
  else if (different.size() > kMostTickets)
    members.refuse("tickets", "names more than 100 tickets");
  return tickets.value_or(std::vector<std::int64_t>());
}

}  // namespace

base::Result<std::vector<std::int64_t>> parse_links(std::string_view body, std::int64_t id) {
  auto members = Members::parse(body);
  if (!members) return members.error();
  std::vector<std::int64_t> tickets = tickets_of(*members, id);
  if (base::Status done = members->done(); !done) return done.error();
  return tickets;
}

base::Result<domain::MergeRequest> parse_merge(std::string_view body, std::int64_t id) {
  auto members = Members::parse(body);
  if (!members) return members.error();
  domain::MergeRequest request;
  request.tickets = tickets_of(*members, id);
  if (!members->flag("combine").value_or(true)) request.threads = domain::Threads::kSeparate;
  if (members->flag("delete_child").value_or(false))
    request.children = domain::Children::kAreDeleted;
  if (members->word("participants", {"all", "user"}) == "user")
    request.participants = domain::Followers::kOwner;
  request.status_id = members->id("status_id");
  if (base::Status done = members->done(); !done) return done.error();
  return request;
}

base::Result<domain::CollaboratorRequest> parse_collaborator(std::string_view body) {
  auto members = Members::parse(body);
  if (!members) return members.error();
  domain::CollaboratorRequest request;
  request.user_id = members->id("user_id");
  if (request.user_id) {
    for (const char* other : {"email", "name"})
      if (members->any(other)) members->refuse(other, "is not used beside user_id");
  } else {
    request.person.email = members->required_text("email");
    request.person.name = members->text("name");
  }
  if (base::Status done = members->done(); !done) return done.error();
  return request;
}

}  // namespace ost::api
