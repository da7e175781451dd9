// SPDX-License-Identifier: MIT
#pragma once

#include <utility>
#include <vector>

#include "db/tickets/answers.hpp"
#include "domain/ticket/action.hpp"
#include "domain/ticket/ticket_change.hpp"

namespace ost::domain {

/// The answers of a ticket's forms while they are edited. Rows are written once, by `write`.
class TicketAnswers {
 public:
  /// Reads them all, as the search index wants them all.
  static base::Result<TicketAnswers> load(const TicketAction& action);

  /// The edits in the order of the forms and their fields, which is that of the history.
  std::vector<const FieldChange*> in_order(const HelpDesk& desk,
                                           const std::vector<FieldChange>& changes);
  /// True when the edit leaves something else than what is there, or is wrong.
  bool is_new(const TicketAction& action, const FieldChange& change);

  /// Edits a field: an event, the note of the comments; nothing where the answer is the same.
  /// kInvalidFields for a field that the ticket has not, that agents may not edit, or whose value
  /// is wrong (Ticket::updateField of a field with an answer).
  base::Status edit(TicketAction& action, const FieldChange& change, const Remarks& remarks);

  /// Writes what was edited: answers, the columns of lists of tickets, the search index.
  base::Status write(const TicketAction& action);

 private:
  struct Place {
    const FieldDefinition* field = nullptr;
    std::int64_t entry_id = 0;
    db::AnswerRow* row = nullptr;  ///< nullptr where the form has got the field since
    std::pair<std::size_t, std::size_t> position{};  ///< of the form, of the field in it
  };
  Place find(const HelpDesk& desk, const FieldChange& change);

  std::vector<db::AnswerRow> rows_;
  std::vector<std::int64_t> edited_{};  ///< ids of fields
};

}  // namespace ost::domain
