// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iterator>

#include "api/read/ticket_json.hpp"
#include "domain/desk/names.hpp"

namespace ost::api {
namespace {

using Ticket = db::ListedTicket;
using MaybeView = std::optional<std::string_view>;

// 0 stands for none.
std::optional<std::int64_t> known(std::int64_t id) {
  return id > 0 ? std::optional<std::int64_t>(id) : std::nullopt;
}

MaybeView name(const std::string& text) {
  return text.empty() ? MaybeView() : MaybeView(text);
}

void write_agent_name(JsonWriter& json, const Ticket& ticket, const View& view) {
  const auto found = view.names->agents.find(ticket.details.staff_id);
  const bool is_known = found != view.names->agents.end();
  json.maybe_string(is_known ? MaybeView(found->second.name) : std::nullopt);
}

void write_team_name(JsonWriter& json, const Ticket& ticket, const View& view) {
  const db::TeamRow* team = view.desk->team(ticket.details.team_id);
  json.maybe_string(team ? MaybeView(team->name) : std::nullopt);
}

void write_priority(JsonWriter& json, const Ticket& ticket, const View& view) {
  const db::PriorityRow* priority =
      view.desk->priority(leading_number(ticket.priority).value_or(0));
  json.maybe_string(priority ? MaybeView(priority->description) : std::nullopt);
}

void write_state(JsonWriter& json, const Ticket& ticket, const View& view) {
  const db::TicketStatusRow* status = view.desk->status(ticket.status_id);
  json.maybe_string(status ? name(status->state) : std::nullopt);
}

template <auto member>
void write_id(JsonWriter& json, const Ticket& ticket, const View&) {
  json.maybe_number(known(ticket.details.*member));
}

template <auto member>
void write_flag(JsonWriter& json, const Ticket& ticket, const View&) {
  json.boolean(ticket.details.*member);
}

template <auto member>
void write_time(JsonWriter& json, const Ticket& ticket, const View& view) {
  view.times.write(json, ticket.details.*member);
}

using Details = db::TicketDetails;

constexpr std::string_view kMergedInto = "merged_into";

struct Member {
  std::string_view name;
  void (*write)(JsonWriter& json, const Ticket& ticket, const View& view);
};

constexpr Member kMembers[] = {
    {"staff_id", write_id<&Details::staff_id>},
    {"staff_name", write_agent_name},
    {"team_id", write_id<&Details::team_id>},
    {"team_name", write_team_name},
    {"dept_name",
     [](JsonWriter& json, const Ticket& ticket, const View& view) {
       json.maybe_string(name(domain::department_path(*view.desk, ticket.dept_id)));
     }},
    {"topic_name",
     [](JsonWriter& json, const Ticket& ticket, const View& view) {
       json.maybe_string(name(domain::topic_path(*view.desk, ticket.topic_id)));
     }},
    {"priority", write_priority},
    {"sla_id", write_id<&Details::sla_id>},
    {"due", write_time<&Details::due>},
    {"is_overdue", write_flag<&Details::is_overdue>},
    {"is_answered", write_flag<&Details::is_answered>},
    {"closed", write_time<&Details::closed>},
    {"reopened", write_time<&Details::reopened>},
    {"last_message", write_time<&Details::last_message>},
    {"last_response", write_time<&Details::last_response>},
    {"source", [](JsonWriter& json, const Ticket& ticket,
                  const View&) { json.maybe_string(ticket.details.source); }},
    {"state", write_state},
    {"user_id", [](JsonWriter& json, const Ticket& ticket,
                   const View&) { json.maybe_number(known(ticket.user_id)); }},
    {"organization_id", write_id<&Details::organization_id>},
    {kMergedInto, write_id<&Details::merged_into>},
};

/// What a ticket's row says of its handling, and the names that go with it.
class DetailsInclude final : public Include {
 public:
  explicit DetailsInclude(const View& view) : view_(view) {}

  void add_to_ticket(JsonWriter& json, const Ticket& ticket) const override {
    for (const Member& member : kMembers) {
      if (!view_.selection.shows(member.name)) continue;
      json.name(member.name);
      member.write(json, ticket, view_);
    }
  }

 private:
  const View& view_;
};

/// Where a child of a merge went, and nothing for any other ticket.
class MergedInclude final : public Include {
 public:
  void add_to_ticket(JsonWriter& json, const Ticket& ticket) const override {
    if (ticket.details.merged_into > 0) json.name(kMergedInto).number(ticket.details.merged_into);
  }
};

}  // namespace

std::unique_ptr<Include> make_merged() {
  return std::make_unique<MergedInclude>();
}

std::unique_ptr<Include> make_details(const View& view) {
  return std::make_unique<DetailsInclude>(view);
}

bool is_details_member(std::string_view name) {
  return std::any_of(std::begin(kMembers), std::end(kMembers),
                     [&](const Member& member) { return member.name == name; });
}

}  // namespace ost::api
