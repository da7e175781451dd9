// SPDX-License-Identifier: MIT
#include "domain/ticket/ticket_change.hpp"

#include <functional>
#include <utility>

#include "domain/ticket/changes.hpp"
#include "domain/ticket/edit_answers.hpp"
#include "domain/ticket/set_status.hpp"

namespace ost::domain {
namespace {

using base::Status;

enum class Takes { kNothing, kComments };

Takes comments_if(bool changes) {
  return changes ? Takes::kComments : Takes::kNothing;
}

/// The changes of one request in their order, as they are before the first is made.
class Plan {
 public:
  using Make = std::function<Status(const Remarks&)>;

  void add(Takes takes, Make make) {
    if (takes == Takes::kComments) last_ = steps_.size();
    steps_.push_back(std::move(make));
  }

  Status make(const Remarks& remarks) const {
    const Remarks silent{std::nullopt, remarks.alert, remarks.keep_referral};
    for (std::size_t i = 0; i < steps_.size(); ++i)
      if (Status made = steps_[i](last_ == i ? remarks : silent); !made) return made;
    return {};
  }

 private:
  std::vector<Make> steps_;
  std::optional<std::size_t> last_;
};

// What it is by then is no change: who may not open or close tickets may send a whole one back.
Status change_status(TicketAction& action, std::int64_t status_id, const Remarks& remarks) {
  if (status_id == action.ticket.status_id) return {};
  StatusChange change(status_id, Opening::kAsked);
  change.comments = remarks.comments;
  change.alert = remarks.alert;
  return set_status(action, change);
}

// Topic and department are members that a list shows: what they are already is no change, whoever
// sends it.
void plan_place(TicketAction& action, const TicketChange& asked, Plan& plan) {
  if (asked.topic_id && *asked.topic_id != action.ticket.topic_id)
    plan.add(Takes::kComments,
             [&](const Remarks& remarks) { return set_topic(action, *asked.topic_id, remarks); });
  if (asked.dept_id && *asked.dept_id != action.ticket.dept_id)
    plan.add(Takes::kComments,
             [&](const Remarks& remarks) { return transfer(action, *asked.dept_id, remarks); });
}

void plan_assignment(TicketAction& action, const TicketChange& asked, Plan& plan) {
  const db::TicketRow& ticket = action.ticket;
  const Release given_up{asked.staff_id == 0, asked.team_id == 0};
  if (given_up.agent || given_up.team)
    plan.add(
        comments_if((given_up.agent && ticket.staff_id > 0) ||
                    (given_up.team && ticket.team_id > 0)),
        [&action, given_up](const Remarks& remarks) { return release(action, given_up, remarks); });
  if (asked.team_id.value_or(0) > 0)
    plan.add(comments_if(*asked.team_id != ticket.team_id),
             [&](const Remarks& remarks) { return assign_team(action, *asked.team_id, remarks); });
  if (asked.staff_id.value_or(0) > 0)
    plan.add(comments_if(*asked.staff_id != ticket.staff_id), [&](const Remarks& remarks) {
      return assign_agent(action, *asked.staff_id, remarks);
    });
  if (asked.user_id)
    plan.add(Takes::kNothing, [&](const Remarks&) { return change_owner(action, *asked.user_id); });
}

void plan_answer(TicketAction& action, TicketAnswers& answers, const FieldChange& change,
                 Plan& plan) {
  if (!answers.is_new(action, change)) return;
  plan.add(Takes::kComments,
           [&](const Remarks& remarks) { return answers.edit(action, change, remarks); });
}

void plan_edits(TicketAction& action, const PreparedChange& change, TicketAnswers& answers,
                Plan& plan) {
  const TicketChange& asked = change.asked;
  for (const FieldChange* field : answers.in_order(action.desk(), change.fields))
    plan_answer(action, answers, *field, plan);
  if (asked.source)
    plan.add(comments_if(*asked.source != action.ticket.source),
             [&](const Remarks& remarks) { return set_source(action, *asked.source, remarks); });
  if (asked.sla_id)
    plan.add(comments_if(*asked.sla_id != action.ticket.sla_id),
             [&](const Remarks& remarks) { return set_sla(action, *asked.sla_id, remarks); });
  if (change.priority) plan_answer(action, answers, *change.priority, plan);
  plan.add(Takes::kNothing, [&](const Remarks&) { return answers.write(action); });
  if (asked.due)
    plan.add(comments_if(change.due != action.ticket.duedate),
             [&](const Remarks& remarks) { return set_due(action, change.due, remarks); });
}

// A closed ticket is opened by who moves or assigns it (Ticket::transfer, ::onAssign).
bool reopens(const TicketAction& action, const TicketChange& asked) {
  const db::TicketRow& ticket = action.ticket;
  return is_in_state(action.desk(), ticket, "closed") &&
         (asked.dept_id.value_or(ticket.dept_id) != ticket.dept_id ||
          (asked.staff_id.value_or(0) > 0 && *asked.staff_id != ticket.staff_id) ||
          (asked.team_id.value_or(0) > 0 && *asked.team_id != ticket.team_id));
}

void plan_flags(TicketAction& action, const TicketChange& asked, Plan& plan) {
  if (asked.is_answered)
    plan.add(comments_if(*asked.is_answered != action.ticket.is_answered),
             [&](const Remarks& remarks) {
               const Answered answered = *asked.is_answered ? Answered::kYes : Answered::kNo;
               return mark_answered(action, answered, remarks);
             });
  if (asked.is_overdue)
    plan.add(Takes::kNothing, [&](const Remarks& remarks) {
      return *asked.is_overdue ? mark_overdue(action, remarks) : mark_not_overdue(action);
    });
  if (asked.status_id)
    plan.add(
        comments_if(*asked.status_id != action.ticket.status_id || reopens(action, asked)),
        [&](const Remarks& remarks) { return change_status(action, *asked.status_id, remarks); });
}

}  // namespace

Status update_ticket(TicketAction& action, const PreparedChange& change) {
  TicketAnswers answers;
  if (!change.fields.empty() || change.priority) {
    auto loaded = TicketAnswers::load(action);
    if (!loaded) return loaded.error();
    answers = std::move(*loaded);
  }
  Plan plan;
  plan_place(action, change.asked, plan);
  plan_assignment(action, change.asked, plan);
  plan_edits(action, change, answers, plan);
  plan_flags(action, change.asked, plan);
  const Status made = plan.make(change.remarks);
  if (made && change.remarks.comments && !action.has_commented)
    action.warnings.push_back("comments: not used, as no change of this request takes them");
  return made;
}

}  // namespace ost::domain
