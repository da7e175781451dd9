// SPDX-License-Identifier: MIT
// Types that offer choices, and those of them whose values are the keys of these.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "domain/desk/help_desk.hpp"
#include "domain/forms/choices.hpp"
#include "domain/forms/field_type.hpp"

namespace ost::domain {

/// What all types with choices share: the widget of osTicket that takes choices.
class OfferingType : public FieldType {
 public:
  std::optional<Choices> choices(const FormField& field) const override { return offered(field); }
  /// Choices come as one value, a list, or keys with values; never deeper.
  std::string refusal(const base::Json& sent) const override;
  Value read(const FormField& field, const base::Json& sent) const override;
  Value read_unprepared(const FormField& field, const base::Json& sent,
                        const Value& read) const override;
  Value load(const FormField& field, const StoredAnswer& answer) const override;
  std::string to_text(const FormField& field, const Value& value) const override;
  std::string keys(const FormField& field, const Value& value) const override;
  StoredAnswer store_edited(const FormField& field, const std::string&,
                            const Value& value) const override {
    return store(field, value);
  }
  base::Json told_edited(const FormField& field, const base::Json& sent,
                         const Value& value) const override;

 protected:
  ~OfferingType() = default;

  /// Key and label of what a client may choose (getChoices of each class, with nobody logged in).
  virtual Choices offered(const FormField& field) const = 0;
  virtual std::optional<std::string> label_of(const FormField& field, const std::string& key) const;
  /// A choice by something else than its key (lookupChoice); empty when there is none.
  virtual std::optional<Choices::value_type> look_up(const FormField&, const base::Json&) const {
    return std::nullopt;
  }
  /// Choices that are offered come with their labels. The first one that is not is handed on by
  /// itself (ChoicesWidget::getValue).
  virtual SentChoices through_widget(const FormField& field, const SentChoices& sent) const;
  /// The value that the class makes of them (parse); empty for nothing.
  virtual Value parse(const FormField& field, const SentChoices& sent) const = 0;
};

/// ChoiceField: its value is a key, or keys when several may be chosen.
class KeyedType : public OfferingType {
 public:
  bool keeps_choices() const override { return true; }
  StoredAnswer store(const FormField& field, const Value& value) const override;
  /// By what is told of both (ChoiceField::getChanges).
  bool is_same(const FormField& field, const StoredAnswer& before,
               const StoredAnswer& after) const override;
  /// A single choice as it is offered now; its bare key where it is not any more.
  base::Json told(const FormField& field, const StoredAnswer& answer) const override;

 protected:
  ~KeyedType() = default;
  Value parse(const FormField& field, const SentChoices& sent) const override;

 private:
  Value parse_single(const FormField& field, const base::Json& sent) const;
};

/// ChoiceField in the form designer: choices of the field's own.
class ChoicesType final : public KeyedType {
 protected:
  /// Where several may be chosen, what the answer holds as well (ChoiceField::getChoices).
  Choices offered(const FormField& field) const override;
};

/// TimezoneField: the zones of the IANA data base.
class TimeZoneType final : public KeyedType {
 public:
  /// There are too many to list, and every client knows them.
  std::optional<Choices> choices(const FormField&) const override { return std::nullopt; }
  std::string searchable(const FormField&, const Value&) const override { return ""; }

 protected:
  Choices offered(const FormField&) const override { return {}; }
  std::optional<std::string> label_of(const FormField& field,
                                      const std::string& key) const override;
};

/// SelectionField: items of a list that administrators keep ("list-N").
class ListType final : public OfferingType {
 public:
  bool keeps_choices() const override { return true; }
  StoredAnswer store(const FormField& field, const Value& value) const override;
  /// The same items, in whatever order (FormField::getChanges).
  bool is_same(const FormField& field, const StoredAnswer& before,
               const StoredAnswer& after) const override;
  Properties item_properties(const FormField& field, const Value& value) const override;

 protected:
  Choices offered(const FormField& field) const override;
  std::optional<Choices::value_type> look_up(const FormField& field,
                                             const base::Json& value) const override;
  SentChoices through_widget(const FormField& field, const SentChoices& sent) const override;
  Value parse(const FormField& field, const SentChoices& sent) const override;
};

}  // namespace ost::domain
