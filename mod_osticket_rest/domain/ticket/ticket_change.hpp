// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/forms/field_value.hpp"
#include "domain/forms/form_field.hpp"
#include "domain/thread/entry.hpp"
#include "domain/ticket/action.hpp"

namespace ost::domain {

/// What a client says with a change, and who is to hear of it.
struct AskedRemarks {
  std::string comments{};
  bool alert = true;           ///< whether agents hear of it
  bool keep_referral = false;  ///< whether who had the ticket keeps a part in it
};

/// What a client asks to be changed of a ticket; what it did not name is empty.
struct TicketChange : AskedRemarks {
  std::optional<std::int64_t> topic_id{};
  std::optional<std::int64_t> dept_id{};
  std::optional<std::int64_t> staff_id{};  ///< 0 releases
  std::optional<std::int64_t> team_id{};   ///< 0 releases
  std::optional<std::int64_t> user_id{};
  std::optional<std::string> source{};
  std::optional<std::int64_t> sla_id{};
  std::optional<std::string> due{};  ///< "" for none
  std::optional<bool> is_answered{};
  std::optional<bool> is_overdue{};
  std::optional<std::int64_t> status_id{};
  std::vector<FieldInput> fields{};  ///< of the ticket's forms
  std::optional<std::int64_t> priority_id{};
};

/// kInvalidFields for a member that is a field of no form of this help desk: no ticket has it,
/// whoever asks.
base::Status check_names(const HelpDesk& desk, const TicketChange& asked);

/// Leaves out subject and priority, which a list of tickets shows.
void drop_shown_edits(TicketChange& change);

/// What an agent says with a change, and who hears of it.
struct Remarks {
  std::optional<Comments> comments{};
  bool alert = true;
  bool keep_referral = false;
};

/// The comments of a change as a note holds them; none where they say nothing. kInvalidFields for
/// what no entry can hold.
base::Result<std::optional<Comments>> read_comments(const HelpDesk& desk,
                                                    const std::string& comments);

/// A field as it was named, and what the request makes of each field of that name, by its id: only
/// the ticket tells which of them it has.
struct FieldChange {
  std::string name;
  base::Json sent{};
  std::map<std::int64_t, base::Result<AnswerChange>> by_field{};
};

/// A change with its texts cleaned and its values read.
struct PreparedChange {
  TicketChange asked;
  Remarks remarks{};
  std::vector<FieldChange> fields{};
  std::optional<FieldChange> priority{};
  std::optional<std::string> due{};  ///< database time; empty for none
};

/// Prepares what needs no row; `now` is UTC seconds. kInvalidFields for what no ticket can be
/// given: a field that no form has, a due date that is none, comments that no entry can hold.
/// kAgentRequired where nobody acts (agent 0) and more is asked than topic and status; what a whole
/// ticket has besides these is then passed over.
base::Result<PreparedChange> prepare_change(const HelpDesk& desk, std::int64_t agent_id,
                                            const TicketChange& asked, std::int64_t now);

/// Makes all changes of one request, in this order: topic, department, assignment, owner, fields,
/// source, SLA plan, priority, due date, flags, status. The comments go with the last one that
/// takes them; a warning says so where none does. kInvalidFields for what does not exist or is not
/// offered, kConflict for what osTicket would refuse, kForbidden for what the agent may not. What
/// is set already is not written.
base::Status update_ticket(TicketAction& action, const PreparedChange& change);

}  // namespace ost::domain
