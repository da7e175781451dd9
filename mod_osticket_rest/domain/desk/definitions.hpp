// SPDX-License-Identifier: MIT
// Rows that administrators write JSON into, together with what it says: it is read once, when the
// help desk is loaded.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "db/desk/forms.hpp"
#include "db/desk/reference.hpp"
#include "db/desk/rules.hpp"

namespace ost::domain {

/// Choices of a field, key and label, in their order.
using Choices = std::vector<std::pair<std::string, std::string>>;

/// What an administrator has set for a field of a form: the members of its configuration, of
/// whichever type the field is, with osTicket's defaults for what is not there
/// (FormField::getConfiguration).
struct FieldSettings {
  enum class Widget { kDropDown, kTypeahead, kTextbox };

  /// Of the JSON in ost_form_field.configuration; all defaults for what is no object.
  static FieldSettings read(const base::Json& members);

  // Text.
  bool is_markup = true;  ///< of several lines
  std::string validator{};
  std::string pattern{};        ///< of the validator "regex"
  std::string own_complaint{};  ///< in the place of a validator's words

  // Phone numbers.
  std::int64_t fewest_digits = 7;
  bool takes_extension = true;
  bool is_american = true;  ///< shown as (555) 123-4567

  // Choices.
  Choices choices{};  ///< of a field with choices of its own
  bool is_multiple = false;
  Widget widget = Widget::kDropDown;
  std::string assignees{};  ///< "agents", "teams", or "" for both

  // Dates.
  bool has_time = false;
  std::string time_zone{};                 ///< "" for the help desk's
  std::optional<std::int64_t> earliest{};  ///< UTC seconds
  std::optional<std::int64_t> latest{};
};

/// The value of a JSON text; null for what is none.
inline base::Json json_in(const std::string& text) {
  auto parsed = base::parse_json(text);
  return parsed ? std::move(parsed).value() : base::Json();
}

struct FieldDefinition : db::FormFieldRow {
  base::Json members = json_in(configuration);  ///< for what only one type of field asks
  FieldSettings settings = FieldSettings::read(members);
};

struct TicketStatus : db::TicketStatusRow {
  base::Json settings = json_in(properties);
};

struct ListItem : db::ListItemRow {
  base::Json answers = json_in(properties);  ///< by the ids of the fields of its list's form
};

struct Staff : db::StaffRow {
  base::Json rights = json_in(permissions);  ///< outside of departments: {"visibility.agents":1}
  base::Json settings = json_in(extra);
};

struct ScheduleDefinition : db::ScheduleRow {
  base::Json settings{};  ///< of ost_config
};

struct Role : db::RoleRow {
  base::Json rights = json_in(permissions);  ///< {"ticket.reply":1}
};

struct TopicFormDefinition : db::HelpTopicFormRow {
  base::Json settings = json_in(extra);
};

struct FilterAction : db::FilterActionRow {
  base::Json settings = json_in(configuration);
};

}  // namespace ost::domain
