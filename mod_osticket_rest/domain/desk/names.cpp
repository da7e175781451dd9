// SPDX-License-Identifier: MIT
#include "domain/desk/names.hpp"

#include <initializer_list>
#include <set>
#include <vector>

#include "base/text.hpp"

namespace ost::domain {
namespace {

bool has_stop(std::string_view word) {
  return word.find('.') != std::string_view::npos;
}

// The first character and a full stop.
std::string initial(const std::string& word) {
  std::size_t end = word.empty() ? 0 : 1;
  while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0u) == 0x80u) ++end;
  return word.empty() ? "" : word.substr(0, end) + ".";
}

std::string words(std::initializer_list<std::string> parts) {
  std::string text;
  for (const std::string& part : parts)
    if (!part.empty()) text += (text.empty() ? "" : " ") + part;
  return text;
}

std::string last_first(const PersonName& name) {
  std::string text = name.last;
  if (!name.first.empty()) text += (text.empty() ? "" : ", ") + name.first;
  return name.suffix.empty() ? text : text + ", " + name.suffix;
}

}  // namespace

PersonName split_name(std::string_view text) {
  PersonName name;
  name.original = text;
  std::vector<std::string_view> parts = base::split(text, ' ');
  if (parts.size() == 1 && has_stop(parts[0])) parts = base::split(text, '.');
  std::size_t at = 0;
  if (has_stop(parts[0])) name.salutation = parts[at++];
  if (at < parts.size()) name.first = parts[at++];
  std::size_t end = parts.size();
  if (has_stop(parts.back())) name.suffix = parts[--end];
  if (at >= end) return name;
  name.last = parts[--end];
  for (; at < end; ++at) {
    if (!name.middle.empty()) name.middle += ' ';
    name.middle += parts[at];
  }
  return name;
}

std::string format_name(const PersonName& name, std::string_view format) {
  if (format == "first") return name.first;
  if (format == "last") return name.last;
  if (format == "full") return std::string(base::trim(name.first + " " + name.last));
  if (format == "legal") return words({name.first, initial(name.middle), name.last});
  if (format == "lastfirst") return last_first(name);
  if (format == "formal") return std::string(base::trim(name.salutation + " " + name.last));
  if (format == "short") return name.first + " " + initial(name.last);
  if (format == "shortformal") return initial(name.first) + " " + name.last;
  if (format == "complete")
    return words({name.salutation, name.first, initial(name.middle), name.last, name.suffix});
  return name.original;
}

std::string name_or_mailbox(const std::string& name, const std::string& address) {
  return name.empty() ? address.substr(0, address.find('@')) : name;
}

std::string user_name_text(const HelpDesk& desk, const std::string& name,
                           const std::string& address) {
  return format_name(split_name(name_or_mailbox(name, address)),
                     desk.setting("client_name_format"));
}

PersonName agent_name(const db::StaffRow& agent) {
  PersonName name;
  name.original = agent.first_name + " " + agent.last_name;
  name.first = agent.first_name;
  name.last = agent.last_name;
  return name;
}

std::string agent_name_text(const HelpDesk& desk, const db::StaffRow& agent) {
  return format_name(agent_name(agent), desk.setting("agent_name_format"));
}

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
