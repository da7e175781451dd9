// SPDX-License-Identifier: MIT
#include "domain/desk/paths.hpp"

#include <set>

namespace ost::domain {
namespace {

// `find` gives the row of an id, `name` its name.
template <typename Find, typename Name>
std::string path_of(std::int64_t id, Find find, Name name) {
  std::string path;
  std::set<std::int64_t> seen;
  for (const auto* row = find(id); row && seen.insert(row->id).second; row = find(row->parent_id))
    path.insert(0, path.empty() ? name(*row) : name(*row) + " / ");
  return path;
}

}  // namespace

std::string topic_path(const HelpDesk& desk, std::int64_t topic_id) {
  return path_of(
      topic_id, [&](std::int64_t id) { return desk.topic(id); },
      [](const db::HelpTopicRow& topic) { return topic.topic; });
}

std::string department_path(const HelpDesk& desk, std::int64_t dept_id) {
  return path_of(
      dept_id, [&](std::int64_t id) { return desk.department(id); },
      [](const db::DepartmentRow& dept) { return dept.name; });
}

}  // namespace ost::domain
