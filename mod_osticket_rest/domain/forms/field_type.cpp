// SPDX-License-Identifier: MIT
#include "domain/forms/field_type.hpp"

#include "domain/forms/choice_types.hpp"
#include "domain/forms/row_types.hpp"
#include "domain/forms/text_types.hpp"
#include "domain/text/plain_text.hpp"

namespace ost::domain {
namespace {

constexpr TextType kText;
constexpr MemoType kMemo;
constexpr PhoneType kPhone;
constexpr CheckboxType kCheckbox;
constexpr DateType kDate;
constexpr ChoicesType kChoices;
constexpr TimeZoneType kTimeZone;
constexpr ListType kList;
constexpr PriorityType kPriority;
constexpr TopicType kTopic;
constexpr DepartmentType kDepartment;
constexpr AssigneeType kAssignee;
constexpr ThreadType kThread;
constexpr DisplayType kDisplay;
constexpr FilesType kFiles;
constexpr OtherType kOther;

struct NamedType {
  std::string_view name;
  const FieldType& type;
};
constexpr NamedType kTypes[] = {{"text", kText},         {"memo", kMemo},
                                {"phone", kPhone},       {"bool", kCheckbox},
                                {"datetime", kDate},     {"choices", kChoices},
                                {"timezone", kTimeZone}, {"priority", kPriority},
                                {"topic", kTopic},       {"department", kDepartment},
                                {"assignee", kAssignee}, {"thread", kThread},
                                {"break", kDisplay},     {"info", kDisplay},
                                {"files", kFiles}};

}  // namespace

const FieldType& field_type(std::string_view name) {
  for (const NamedType& known : kTypes)
    if (known.name == name) return known.type;
  if (name.rfind("list-", 0) == 0) return kList;
  return kOther;
}

std::string FieldType::refusal(const base::Json& sent) const {
  return sent.array() || sent.object() ? "must be a text" : "";
}

FieldType::Value FieldType::load(const FormField&, const StoredAnswer& answer) const {
  if (!answer.value) return std::nullopt;
  FieldValue value;
  value.text = *answer.value;
  value.id = answer.value_id;
  return value;
}

bool FieldType::is_empty(const Value& value) const {
  if (!value) return true;
  return (value->text.empty() || value->text == "0") && value->choices.empty() && !value->id;
}

StoredAnswer FieldType::store(const FormField&, const Value& value) const {
  if (!value) return {};
  return {value->text, std::nullopt};
}

StoredAnswer FieldType::store_edited(const FormField&, const std::string& sent,
                                     const Value&) const {
  return {sent, std::nullopt};
}

base::Json FieldType::told(const FormField&, const StoredAnswer& answer) const {
  return answer.value ? base::Json(*answer.value) : base::Json();
}

base::Json FieldType::told_edited(const FormField&, const base::Json& sent, const Value&) const {
  return sent.to_string();
}

std::string FieldType::to_text(const FormField&, const Value& value) const {
  return value ? value->text : "";
}

std::string FieldType::searchable(const FormField& field, const Value& value) const {
  return searchable_text(to_text(field, value));
}

std::string FieldType::keys(const FormField& field, const Value& value) const {
  return store(field, value).value.value_or("");
}

}  // namespace ost::domain
