// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/people/organizations.hpp"
#include "db/people/users.hpp"
#include "db/tickets/events.hpp"
#include "db/tickets/new_ticket.hpp"
#include "db/tickets/template_data.hpp"
#include "domain/desk/help_desk.hpp"
#include "domain/forms/form_entry.hpp"
#include "domain/ticket/ticket.hpp"

namespace ost::domain {

/// A ticket on its way: what the steps of create_ticket know of it so far. Nothing is written
/// before all of it is decided, so what is refused leaves no row behind.
struct TicketDraft {
  TicketDraft(const HelpDesk& help_desk, const NewTicket& ticket, std::string time = "")
      : desk(help_desk), request(ticket), now(std::move(time)), warnings(ticket.warnings) {}

  const HelpDesk& desk;
  const NewTicket& request;
  std::string now;  ///< database time of every row

  // The requester: a known user, or what a new one will be made of.
  db::UserRow user;
  bool is_new_user = false;
  bool has_lookalike = false;  ///< another user's address differs by accents alone
  std::string new_user_name;   ///< the name that was sent, without tags
  std::string email;           ///< the address filters and the log see
  std::string name;
  db::OrganizationRow organization;

  // The forms.
  std::optional<FormEntry> ticket_form;
  std::int64_t ticket_form_sort = 1;
  std::optional<std::string> ticket_form_extra;
  std::optional<FormEntry> user_form;      ///< as it is written: a known user's is not filled in
  std::optional<FormEntry> new_user_form;  ///< filled in, for a user who is not known
  FormReport form_report;
  FormReport new_user_report;
  struct TopicForm {
    FormEntry entry;
    std::int64_t sort;
    std::string extra;
  };
  std::vector<TopicForm> topic_forms;

  // What a filter sets, before topic, organisation and defaults have their say.
  std::optional<std::int64_t> filter_topic_id;
  std::optional<std::int64_t> filter_dept_id;
  std::optional<std::int64_t> filter_status_id;
  std::optional<std::int64_t> filter_priority_id;
  std::optional<std::int64_t> filter_sla_id;
  std::optional<std::int64_t> filter_staff_id;
  std::optional<std::int64_t> filter_team_id;
  std::optional<std::int64_t> canned_response_id;
  bool filter_stops_answers = false;
  std::vector<std::string> filter_mails;  ///< configurations of actions "email"

  // Where the ticket goes.
  const db::HelpTopicRow* topic = nullptr;
  std::int64_t dept_id = 0;
  std::int64_t status_id = 0;
  std::int64_t wanted_status_id = 0;
  std::optional<std::int64_t> wanted_staff_id;
  std::optional<std::int64_t> wanted_team_id;
  std::optional<std::int64_t> sla_trump;
  std::int64_t staff_id = 0;
  std::int64_t team_id = 0;
  std::int64_t sla_id = 0;
  bool is_closed = false;
  std::optional<std::string> est_duedate;
  std::string number;

  // The message.
  std::string message;  ///< its text as it came, which filters see
  std::string title;
  std::string body;
  std::string format;
  std::string source;
  std::string entry_source;
  std::optional<std::string> canned_reply;  ///< the text of the automatic answer

  std::vector<db::CollaboratorRow> collaborators;
  std::vector<db::UserRow> active_collaborators;
  std::vector<db::CollaboratorId> collaborator_ids;  ///< in the order of their names
  std::vector<db::EventEntryRow> events;
  std::vector<std::string> warnings;

  // Ids as the rows are written.
  std::int64_t ticket_id = 0;
  std::int64_t thread_id = 0;
  db::EntryViewRow message_entry;
  std::optional<db::EntryViewRow> canned_entry;
  bool reached_limit = false;  ///< this ticket is the last one that its requester may have open
};

/// Remembers an event with the ticket as it is at this moment (Ticket::logEvent). `data` is JSON.
void log_event(TicketDraft& draft, const char* name, std::optional<std::string> data,
               const std::string& username);

}  // namespace ost::domain
