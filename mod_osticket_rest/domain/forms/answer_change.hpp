// SPDX-License-Identifier: MIT
#pragma once

#include "domain/forms/form_field.hpp"

namespace ost::domain {

/// What an agent's edit of a field leaves behind.
struct AnswerChange {
  StoredAnswer answer;
  base::Json told;  ///< as the ticket's history tells it
};

/// Makes it of what a client sent for the field; null takes the answer away. kInvalidFields for
/// what the type cannot take, a choice that is not offered, no date, what the field's checks refuse
/// and what its column cannot hold (FormField::getChanges, FormField::save).
base::Result<AnswerChange> change_answer(const FormField& field, const base::Json& sent);

/// True when the field has that answer already, as PHP compares: no answer is an empty one, and
/// numbers are what they say.
bool is_same_answer(const StoredAnswer& a, const StoredAnswer& b);

}  // namespace ost::domain
