// SPDX-License-Identifier: MIT
#include "domain/create/plan.hpp"

#include "domain/create/number_sequence.hpp"

namespace ost::domain {

base::Result<Plan> make_plan(db::Connection& connection, const PreparedTicket& prepared,
                             const Accepted& accepted, base::Random& random) {
  const HelpDesk& desk = prepared.desk;
  const FilterVerdict& verdict = accepted.admission.verdict;
  const db::OrganizationRow& organization = accepted.requester.organization;
  // 9: what filters, topic and organisation want: topic, department, status, SLA, agent, team.
  const auto topic = asked_topic(verdict, prepared.request.topic_id);
  const Routing routing = route(desk, {topic, prepared.request.wishes}, verdict, organization);
  // 10: the priority.
  const auto priority = asked_priority(verdict, prepared.request.wishes);
  TicketForms sent = prepared.forms.ticket;
  name_files(sent, accepted.field_files);
  Plan plan{with_priority(sent, desk, priority, routing.topic), routing};
  if (routing.warning) plan.warnings.emplace_back(routing.warning);
  // 11: the collaborators that request and organisation want.
  base::Status done =
      take(new_collaborators(connection, {desk, prepared.request.cc, organization, accepted.user.id,
                                          prepared.forms.blank_user_form(), accepted.now}),
           plan.collaborators);
  if (!done) return done.error();
  // 12: the filters once more, for history and mail.
  const auto asked = verdict.topic_id ? verdict.topic_id : prepared.request.topic_id;
  const FilteredTicket seen{desk,
                            sent,
                            prepared.post.text,
                            accepted.user,
                            prepared.forms.new_user_form(accepted.requester),
                            organization,
                            asked};
  plan.filters =
      matching_filters(desk, filter_data_after_creation(seen, accepted.admission.stored));
  // 13: what the ticket gets of what it is to get, and when it is due.
  plan.placement = place(desk, routing, plan.forms, accepted.now);
  if (plan.placement.status.how == InitialStatus::How::kKept)
    plan.warnings.emplace_back("status: the ticket cannot be closed yet and stays open");
  for (std::string& warning : unmet_wishes(prepared.request.wishes, plan.placement))
    plan.warnings.push_back(std::move(warning));
  // 14: its number, and the reply that a filter gives.
  done =
      take(next_ticket_number(connection, desk, routing.topic, random, accepted.now), plan.number);
  if (done && verdict.canned_response_id)
    done = take(find_canned_reply(connection, *verdict.canned_response_id), plan.canned_reply);
  if (!done) return done.error();
  return plan;
}

}  // namespace ost::domain
