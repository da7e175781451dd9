// SPDX-License-Identifier: MIT
// The catalogues: what a client has to know of a help desk to offer choices.
#include <string>
#include <string_view>
#include <vector>

#include "api/actions.hpp"
#include "api/caches.hpp"
#include "api/read/catalogue_json.hpp"
#include "api/read/list_params.hpp"
#include "api/read/ticket_tag.hpp"

namespace ost::api {
namespace {

/// One catalogue: its names, its rows, and how one of them is written.
template <typename Row>
struct Catalogue {
  const char* plural;
  const char* singular;
  const std::vector<Row> domain::HelpDesk::*rows;
  void (*write)(JsonWriter& json, const Row& row, const DeskView& view);
  bool (*is_shown)(const Row& row, const DeskView& view) = nullptr;  ///< nullptr: all are

  bool shows(const Row& row, const DeskView& view) const {
    return !is_shown || is_shown(row, view);
  }
};

template <typename Row>
std::string list(const Catalogue<Row>& catalogue, const DeskView& view) {
  std::string body;
  JsonWriter json(body);
  json.begin_object().name(catalogue.plural).begin_array();
  for (const Row& row : view.desk.*catalogue.rows)
    if (catalogue.shows(row, view)) catalogue.write(json, row, view);
  json.end_array().end_object();
  return body;
}

// "" when there is no such row.
template <typename Row>
std::string one(const Catalogue<Row>& catalogue, std::int64_t id, const DeskView& view) {
  std::string body;
  for (const Row& row : view.desk.*catalogue.rows) {
    if (row.id != id || !catalogue.shows(row, view)) continue;
    JsonWriter json(body);
    json.begin_object().name(catalogue.singular);
    catalogue.write(json, row, view);
    json.end_object();
    break;
  }
  return body;
}

template <typename Row>
base::Status show(const Catalogue<Row>& catalogue, Call& call, Services& services, Sink& sink) {
  if (base::Status known = check_parameters(call.request, {}); !known) return known;
  const auto desk = help_desk_to_read(services, call.lease->connection());
  if (!desk) return desk.error();
  call.lease.reset();
  const DeskView view{**desk, services.scope};
  const std::string body = call.numbers.empty() ? list(catalogue, view)
                                                : one(catalogue, call.numbers.front().second, view);
  if (body.empty()) return base::Error{base::Errc::kNotFound, "There is nothing at this address"};
  return answer_tagged(call.request, body, sink);
}

using domain::HelpDesk;

constexpr Catalogue<domain::TicketStatus> kStatuses{"statuses", "status", &HelpDesk::statuses,
                                                    write_status};
constexpr Catalogue<db::DepartmentRow> kDepartments{"departments", "department",
                                                    &HelpDesk::departments, write_department};
constexpr Catalogue<db::HelpTopicRow> kTopics{"topics", "topic", &HelpDesk::topics, write_topic};
constexpr Catalogue<db::PriorityRow> kPriorities{"priorities", "priority", &HelpDesk::priorities,
                                                 write_priority};
constexpr Catalogue<domain::Staff> kAgents{"agents", "agent", &HelpDesk::staff, write_agent};
constexpr Catalogue<db::TeamRow> kTeams{"teams", "team", &HelpDesk::teams, write_team};
constexpr Catalogue<db::SlaRow> kSlas{"slas", "sla", &HelpDesk::slas, write_sla};
constexpr Catalogue<domain::FieldDefinition> kFields{"fields", "field", &HelpDesk::form_fields,
                                                     write_field, is_shown};

/// A catalogue by its name in addresses.
struct NamedCatalogue {
  std::string_view name;
  Action show;
};

template <const auto& catalogue>
constexpr NamedCatalogue named() {
  return {catalogue.plural, [](Call& call, Services& services, Sink& sink) {
            return show(catalogue, call, services, sink);
          }};
}

constexpr NamedCatalogue kCatalogues[] = {
    named<kStatuses>(), named<kDepartments>(), named<kTopics>(), named<kPriorities>(),
    named<kAgents>(),   named<kTeams>(),       named<kSlas>(),   named<kFields>(),
};

}  // namespace

base::Status show_catalogue(Call& call, Services& services, Sink& sink) {
  const std::string_view name = call.pattern.substr(0, call.pattern.find('/'));
  for (const NamedCatalogue& catalogue : kCatalogues)
    if (catalogue.name == name) return catalogue.show(call, services, sink);
  return base::Error{base::Errc::kNotFound, "There is nothing at this address"};
}

}  // namespace ost::api
