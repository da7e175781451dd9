// SPDX-License-Identifier: MIT
// Choices of fields: as clients send them, as PHP sees what they sent, and those that are offered.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.hpp"
#include "domain/desk/agent.hpp"
#include "domain/desk/definitions.hpp"
#include "domain/forms/field_value.hpp"

namespace ost::domain {

/// The number that a text is in whole; empty for any other text.
std::optional<std::int64_t> whole_number(std::string_view text);

/// The label of a key, nullptr when there is none.
const std::string* find_label(const Choices& choices, std::string_view key);

/// The choices, and those of an answer that are not among them; nullptr for no answer.
Choices with_held(Choices choices, const FieldValue* answer);

/// {"key":"label", …}, or, as PHP has it, ["label", …] when the keys are 0, 1, 2 and so on.
base::Json json_of(const Choices& choices);

/// Labels, or keys, with ", " between them.
std::string joined_labels(const Choices& choices);
std::string joined_keys(const Choices& choices);

/// What a client sent for a field with choices, as PHP sees it: one value, or keys with values.
struct SentChoices {
  bool is_list = false;
  base::Json value{};                                       ///< unless it is a list
  std::vector<std::pair<std::string, base::Json>> items{};  ///< of a list
  bool is_complete = true;  ///< false once something that is not offered was left out

  /// The items; a single value has the key 0.
  std::vector<std::pair<std::string, base::Json>> as_items() const;
};
SentChoices sent_choices(const base::Json& input);

/// The key that PHP makes of a value: 901.0 and "901" are one key, true is 1, null is "".
std::string key_of(const base::Json& value);

/// PHP's == between a value and a label: numbers compare as numbers, also when both are texts.
bool loosely_equal(const base::Json& value, const std::string& label);

/// The items of a list that are enabled (DynamicList::getItems).
Choices offered_items(const HelpDesk& desk, std::int64_t list_id);

/// Departments that are active and public, or those that the agent sees where there is one; below
/// the names of their parents, as far as these are active, and public for nobody
/// (Dept::getDepartments in DepartmentField::getChoices).
Choices offered_departments(const HelpDesk& desk, const Agent* agent = nullptr);

/// Help topics that are active and public, or those that the agent sees where there is one
/// (Topic::getPublicHelpTopics, Staff::getTopicNames).
Choices offered_topics(const HelpDesk& desk, const Agent* agent = nullptr);

/// Agents ("s2") and active teams ("t1"), or one kind of them for the target "agents" or "teams"
/// (AssigneeField::getAssignees).
Choices offered_assignees(const HelpDesk& desk, std::string_view target);

}  // namespace ost::domain
