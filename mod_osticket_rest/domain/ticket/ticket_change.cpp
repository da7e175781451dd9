// SPDX-License-Identifier: MIT
#include "domain/ticket/ticket_change.hpp"

#include <algorithm>

#include "base/date_time.hpp"
#include "base/php_date.hpp"
#include "base/text.hpp"
#include "domain/sla/sla.hpp"
#include "domain/ticket/permission.hpp"

namespace ost::domain {
namespace {

base::Error wrong(const std::string& member, std::string reason) {
  return base::Error{
      base::Errc::kInvalidFields, "Invalid fields: " + member, "", {{member, std::move(reason)}}};
}

bool has_field(const HelpDesk& desk, const std::string& name) {
  return std::any_of(desk.form_fields.begin(), desk.form_fields.end(),
                     [&](const FieldDefinition& definition) {
                       const FormField field(definition, desk, 0);
                       return field.column() == name && field.is_stored();
                     });
}

/// Reads values as the fields of the help desk take them of the acting agent.
class FieldReader {
 public:
  FieldReader(const HelpDesk& desk, std::int64_t agent_id, std::int64_t now)
      : desk_(desk), now_(now) {
    if (const Staff* row = desk.agent(agent_id)) agent_.emplace(desk, *row);
  }

  base::Result<FieldChange> read(const FieldInput& input) const {
    FieldChange change{input.name, input.value};
    for (const FieldDefinition& definition : desk_.form_fields) {
      FormField field(definition, desk_, now_);
      if (field.column() != input.name || !field.is_stored()) continue;
      if (agent_) field.fill_in_for(*agent_);
      change.by_field.emplace(field.id(), change_answer(field, input.value));
    }
    if (change.by_field.empty()) return wrong(input.name, "is no member of a ticket");
    return change;
  }

 private:
  const HelpDesk& desk_;
  std::int64_t now_;
  std::optional<Agent> agent_{};
};

base::Status prepare_fields(const FieldReader& reader, PreparedChange& change) {
  for (const FieldInput& input : change.asked.fields) {
    auto field = reader.read(input);
    if (!field) return field.error();
    change.fields.push_back(std::move(*field));
  }
  if (!change.asked.priority_id) return {};
  auto priority = reader.read({"priority", *change.asked.priority_id});
  if (!priority) return wrong("priority_id", "this help desk has no priorities");
  change.priority = std::move(*priority);
  return {};
}

base::Status prepare_due(const HelpDesk& desk, std::int64_t now, PreparedChange& change) {
  if (!change.asked.due || change.asked.due->empty()) return {};
  const auto due = base::parse_moment(*change.asked.due, now);
  if (!due) return wrong("due", "this is no date");
  change.due = base::format_date_time(database_zone(desk).to_wall(*due));
  return {};
}

bool needs_agent(const TicketChange& asked) {
  return asked.dept_id || asked.staff_id || asked.team_id || asked.user_id || asked.source ||
         asked.sla_id || asked.due || asked.is_answered || asked.is_overdue || asked.priority_id ||
         !asked.fields.empty();
}

}  // namespace

base::Status check_names(const HelpDesk& desk, const TicketChange& asked) {
  for (const FieldInput& field : asked.fields)
    if (!has_field(desk, field.name)) return wrong(field.name, "is no member of a ticket");
  return {};
}

void drop_shown_edits(TicketChange& change) {
  change.priority_id.reset();
  const auto is_subject = [](const FieldInput& field) { return field.name == "subject"; };
  change.fields.erase(std::remove_if(change.fields.begin(), change.fields.end(), is_subject),
                      change.fields.end());
}

base::Result<std::optional<Comments>> read_comments(const HelpDesk& desk,
                                                    const std::string& comments) {
  if (base::trim(comments).empty()) return std::optional<Comments>();
  auto prepared = prepare_comments(desk, comments);
  if (!prepared) return prepared.error();
  return std::optional<Comments>(std::move(*prepared));
}

base::Result<PreparedChange> prepare_change(const HelpDesk& desk, std::int64_t agent_id,
                                            const TicketChange& asked, std::int64_t now) {
  PreparedChange change{asked};
  if (agent_id == 0) {
    // A client that knows no agents sends back whole tickets, of which it changes topic and status.
    if (change.asked.topic_id || change.asked.status_id) {
      change.asked.dept_id.reset();
      drop_shown_edits(change.asked);
    }
    if (needs_agent(change.asked)) return agent_required();
  }
  change.remarks.alert = asked.alert;
  change.remarks.keep_referral = asked.keep_referral;
  auto comments = read_comments(desk, asked.comments);
  if (!comments) return comments.error();
  change.remarks.comments = std::move(*comments);
  if (base::Status read = prepare_due(desk, now, change); !read) return read.error();
  const FieldReader reader(desk, agent_id, now);
  if (base::Status read = prepare_fields(reader, change); !read) return read.error();
  return change;
}

}  // namespace ost::domain
