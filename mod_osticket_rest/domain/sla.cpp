// SPDX-License-Identifier: MIT
#include "domain/sla.hpp"

#include "base/date_time.hpp"

namespace ost::domain {
namespace {

constexpr std::int64_t kSlaActive = 0x0001;
constexpr std::int64_t kSecondsPerHour = 3600;

}  // namespace

std::int64_t select_sla(const HelpDesk& desk, std::int64_t trump, std::int64_t dept_id,
                        std::int64_t topic_id) {
  const db::DepartmentRow* dept = desk.department(dept_id);
  const db::HelpTopicRow* topic = desk.topic(topic_id);
  std::int64_t id = desk.setting_number("default_sla_id");
  if (topic && topic->sla_id > 0) id = topic->sla_id;
  if (dept && dept->sla_id > 0) id = dept->sla_id;
  if (trump > 0) id = trump;
  return desk.sla(id) ? id : 0;
}

std::optional<std::string> due_date(const HelpDesk& desk, std::int64_t sla_id, std::int64_t,
                                    const std::string& start) {
  const db::SlaRow* sla = desk.sla(sla_id);
  if (!sla || !(sla->flags & kSlaActive)) return std::nullopt;
  const auto seconds = base::parse_date_time(start);
  if (!seconds) return std::nullopt;
  return base::format_date_time(*seconds + sla->grace_period * kSecondsPerHour);
}

}  // namespace ost::domain
