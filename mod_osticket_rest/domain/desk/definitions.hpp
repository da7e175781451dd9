// SPDX-License-Identifier: MIT
// Rows that administrators write JSON into, together with what it says: it is read once, when the
// help desk is loaded.
#pragma once

#include "base/json.hpp"
#include "db/desk/filters.hpp"
#include "db/desk/forms.hpp"
#include "db/desk/reference.hpp"
#include "domain/desk/field_settings.hpp"

namespace ost::domain {

/// The value of a JSON text; null for what is none.
inline base::Json json_in(const std::string& text) {
  auto parsed = base::parse_json(text);
  return parsed ? std::move(parsed).value() : base::Json();
}

struct FieldDefinition : db::FormFieldRow {
  FieldSettings settings = FieldSettings::read(configuration);
};

struct ListItem : db::ListItemRow {
  base::Json answers = json_in(properties);  ///< by the ids of the fields of its list's form
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
