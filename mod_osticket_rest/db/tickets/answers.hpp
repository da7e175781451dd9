// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/desk/forms.hpp"

namespace ost::db {

/// An answer in one of a ticket's forms. A form without any answer has one row, whose field is 0.
struct AnswerRow {
  std::int64_t entry_id = 0;
  std::int64_t form_id = 0;
  std::int64_t field_id = 0;
  std::optional<std::string> value{};
  std::optional<std::int64_t> value_id{};
};

/// All answers of a ticket, in the order of its forms (DynamicFormEntry::forTicket).
base::Result<std::vector<AnswerRow>> load_answers(Connection& connection, std::int64_t ticket_id);

/// Writes answers, over those that are there already.
base::Status write_answers(Connection& connection, const std::vector<FormValueRow>& answers);

}  // namespace ost::db
