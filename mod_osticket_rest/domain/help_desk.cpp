// SPDX-License-Identifier: MIT
#include "domain/help_desk.hpp"

#include <charconv>

namespace ost::domain {
namespace {

template <typename T>
const T* by_id(const std::vector<T>& rows, std::int64_t id) {
  for (const T& row : rows)
    if (row.id == id) return &row;
  return nullptr;
}

template <typename T>
base::Status keep(base::Result<T> loaded, T& into) {
  if (!loaded) return loaded.error();
  into = std::move(loaded).value();
  return {};
}

}  // namespace

std::string_view HelpDesk::setting(const std::string& key) const {
  const auto found = config.find({"core", key});
  return found == config.end() ? std::string_view() : found->second;
}

std::int64_t HelpDesk::setting_number(const std::string& key) const {
  const std::string_view text = setting(key);
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

const db::TicketStatusRow* HelpDesk::status(std::int64_t id) const {
  return by_id(statuses, id);
}
const db::PriorityRow* HelpDesk::priority(std::int64_t id) const {
  return by_id(priorities, id);
}
const db::DepartmentRow* HelpDesk::department(std::int64_t id) const {
  return by_id(departments, id);
}
const db::HelpTopicRow* HelpDesk::topic(std::int64_t id) const {
  return by_id(topics, id);
}
const db::SlaRow* HelpDesk::sla(std::int64_t id) const {
  return by_id(slas, id);
}
const db::StaffRow* HelpDesk::agent(std::int64_t id) const {
  return by_id(staff, id);
}
const db::TeamRow* HelpDesk::team(std::int64_t id) const {
  return by_id(teams, id);
}

std::int64_t HelpDesk::event_id(const std::string& name) const {
  for (const db::EventRow& event : events)
    if (event.name == name) return event.id;
  return 0;
}

base::Result<HelpDesk> load_help_desk(db::Connection& connection) {
  HelpDesk desk;
  const auto steps = {
      +[](db::Connection& c, HelpDesk& d) { return keep(db::load_config(c), d.config); },
      +[](db::Connection& c, HelpDesk& d) { return keep(db::load_statuses(c), d.statuses); },
      +[](db::Connection& c, HelpDesk& d) { return keep(db::load_priorities(c), d.priorities); },
      +[](db::Connection& c, HelpDesk& d) { return keep(db::load_departments(c), d.departments); },
      +[](db::Connection& c, HelpDesk& d) { return keep(db::load_topics(c), d.topics); },
      +[](db::Connection& c, HelpDesk& d) { return keep(db::load_topic_forms(c), d.topic_forms); },
      +[](db::Connection& c, HelpDesk& d) { return keep(db::load_slas(c), d.slas); },
      +[](db::Connection& c, HelpDesk& d) { return keep(db::load_staff(c), d.staff); },
      +[](db::Connection& c, HelpDesk& d) {
        return keep(db::load_staff_departments(c), d.staff_departments);
      },
      +[](db::Connection& c, HelpDesk& d) { return keep(db::load_teams(c), d.teams); },
      +[](db::Connection& c, HelpDesk& d) {
        return keep(db::load_team_members(c), d.team_members);
      },
      +[](db::Connection& c, HelpDesk& d) { return keep(db::load_events(c), d.events); },
      +[](db::Connection& c, HelpDesk& d) {
        return keep(db::load_cdata_columns(c), d.cdata_columns);
      },
  };
  for (const auto& step : steps)
    if (base::Status read = step(connection, desk); !read) return read.error();
  return desk;
}

}  // namespace ost::domain
