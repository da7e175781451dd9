// SPDX-License-Identifier: MIT
#include "domain/desk/definitions.hpp"

#include <string_view>

#include "base/json.hpp"
#include "base/php_date.hpp"
#include "base/text.hpp"

namespace ost::domain {
namespace {

// The lines of the setting: a key, or key and label with a colon between them. An empty line is a
// choice too, the one of a field without an answer (ChoiceField::getChoices).
Choices read_choices(const std::string& lines) {
  Choices choices;
  for (const std::string_view line : base::split(lines, '\n')) {
    const std::size_t colon = line.find(':');
    const bool has_label = colon != std::string_view::npos && colon + 1 < line.size();
    std::string key(base::trim(line.substr(0, colon)));
    std::string label(base::trim(has_label ? line.substr(colon + 1) : line.substr(0, colon)));
    bool is_new = true;
    for (auto& choice : choices) {
      if (choice.first != key) continue;
      choice.second = label;
      is_new = false;
    }
    if (is_new) choices.emplace_back(std::move(key), std::move(label));
  }
  return choices;
}

FieldSettings::Widget read_widget(const std::string& name) {
  if (name == "typeahead") return FieldSettings::Widget::kTypeahead;
  return name == "textbox" ? FieldSettings::Widget::kTextbox : FieldSettings::Widget::kDropDown;
}

}  // namespace

FieldSettings FieldSettings::read(const base::Json& members) {
  const auto text = [&](const char* name) {
    const base::Json* value = members.find(name);
    return value ? value->to_string() : std::string();
  };
  const auto flag = [&](const char* name, bool otherwise) {
    const base::Json* value = members.find(name);
    return value && !value->is_null() ? value->to_boolean() : otherwise;
  };
  FieldSettings settings;
  settings.is_markup = flag("html", true);
  settings.validator = text("validator");
  settings.pattern = text("regex");
  settings.own_complaint = text("validator-error");
  if (const base::Json* digits = members.find("digits"))
    settings.fewest_digits = digits->to_integer();
  settings.takes_extension = flag("ext", true);
  settings.is_american = !members.find("format") || text("format") == "us";
  settings.choices = read_choices(text("choices"));
  settings.widget = read_widget(text("widget"));
  settings.is_multiple = flag("multiselect", false) && settings.widget != Widget::kTypeahead;
  settings.assignees = base::lower_ascii(text("target"));
  settings.has_time = flag("time", false);
  settings.time_zone = text("timezone");
  settings.earliest = base::parse_moment(text("min"), 0);
  settings.latest = base::parse_moment(text("max"), 0);
  return settings;
}

}  // namespace ost::domain
