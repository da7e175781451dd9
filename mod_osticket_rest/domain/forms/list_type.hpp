// SPDX-License-Identifier: MIT
#pragma once

#include "domain/forms/choice_types.hpp"

namespace ost::domain {

/// SelectionField: items of a list that administrators keep ("list-N").
class ListType final : public OfferingType {
 public:
  StoredAnswer store(const FormField& field, const Value& value) const override;
  Properties item_properties(const FormField& field, const Value& value) const override;

 protected:
  Choices offered(const FormField& field) const override;
  std::optional<Choices::value_type> look_up(const FormField& field,
                                             const base::Json& value) const override;
  SentChoices through_widget(const FormField& field, const SentChoices& sent) const override;
  Value parse(const FormField& field, const SentChoices& sent) const override;
};

}  // namespace ost::domain
