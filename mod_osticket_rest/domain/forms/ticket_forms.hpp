// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/forms/form_entry.hpp"

namespace ost::domain {

/// One of a ticket's forms, with its place among them and what its topic turned off, as JSON.
struct PlacedForm {
  FormEntry entry;
  std::int64_t sort = 1;
  std::optional<std::string> extra{};
};

/// The forms of one ticket: the ticket form, and those that its topic adds.
struct TicketForms {
  PlacedForm ticket;
  std::vector<PlacedForm> of_topic{};

  /// The answers of all forms, one row each, in the order of the forms.
  std::vector<db::FormValueRow> rows() const;
  /// True while a field that is required to close has no answer (Ticket::isCloseable).
  bool misses_for_close() const;
};

}  // namespace ost::domain
