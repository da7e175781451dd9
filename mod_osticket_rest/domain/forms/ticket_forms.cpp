// SPDX-License-Identifier: MIT
#include "domain/forms/ticket_forms.hpp"

#include <algorithm>
#include <iterator>

namespace ost::domain {

std::vector<db::FormValueRow> TicketForms::rows() const {
  std::vector<db::FormValueRow> rows = ticket.entry.rows(0);
  for (const PlacedForm& form : of_topic) {
    std::vector<db::FormValueRow> more = form.entry.rows(0);
    std::move(more.begin(), more.end(), std::back_inserter(rows));
  }
  return rows;
}

bool TicketForms::misses_for_close() const {
  return ticket.entry.misses_for_close() ||
         std::any_of(of_topic.begin(), of_topic.end(),
                     [](const PlacedForm& form) { return form.entry.misses_for_close(); });
}

}  // namespace ost::domain
