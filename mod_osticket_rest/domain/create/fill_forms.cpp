// SPDX-License-Identifier: MIT
#include "domain/create/fill_forms.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "base/text.hpp"
#include "domain/desk/flags.hpp"

namespace ost::domain {
namespace {

// The fields that a topic turns off in one of its forms, out of those that are on (Topic::getForms,
// DynamicForm::disableFields).
std::set<std::int64_t> disabled_fields(const HelpDesk& desk, const TopicFormDefinition& row) {
  std::set<std::int64_t> disabled;
  const base::Json* ids = row.settings.find("disable");
  if (!ids || !ids->array()) return disabled;
  for (const base::Json& id : *ids->array())
    for (const FieldDefinition& field : desk.form_fields)
      if (field.id == id.to_integer() && field.form_id == row.form_id &&
          (field.flags & kFieldEnabled))
        disabled.insert(field.id);
  return disabled;
}

std::string disabled_as_json(const HelpDesk& desk, std::int64_t form_id,
                             const std::set<std::int64_t>& disabled) {
  base::Json::Array ids;
  for (const FieldDefinition& field : desk.form_fields)
    if (field.form_id == form_id && disabled.count(field.id) > 0) ids.emplace_back(field.id);
  return base::encode_json(base::Json::Object{{"disable", base::Json(std::move(ids))}});
}

// The members of the request by the names of fields; the known members are fields too. The phone
// number comes in capitals, so that its extension stands behind an X (ApiJsonDataParser::fixup).
std::vector<FieldInput> inputs_of(const NewTicket& request) {
  std::vector<FieldInput> inputs = request.fields;
  for (FieldInput& input : inputs)
    if (input.name == "phone" && input.value.string())
      input.value = base::upper_ascii(*input.value.string());
  inputs.push_back({"subject", request.subject});
  inputs.push_back({"message", request.message});
  inputs.push_back({"email", request.email});
  if (request.name) inputs.push_back({"name", *request.name});
  if (request.priority_id) inputs.push_back({"priority", *request.priority_id});
  return inputs;
}

// The lists of files that are sent for fields, as names.
std::vector<FieldInput> with_file_names(std::vector<FieldInput> inputs,
                                        const std::vector<FieldFiles>& files) {
  for (FieldInput& input : inputs)
    for (const FieldFiles& field : files) {
      if (field.name != input.name) continue;
      base::Json::Array names;
      for (const PreparedFile& file : field.files.taken) names.emplace_back(file.name);
      input.value = std::move(names);
    }
  return inputs;
}

// The ticket form, or one that the topic adds.
bool is_form_of(const HelpDesk& desk, std::int64_t form_id, std::int64_t topic_id) {
  const db::FormRow* ticket_form = desk.form_of_type("T");
  if (ticket_form && ticket_form->id == form_id) return true;
  return desk.topic(topic_id) && std::any_of(desk.topic_forms.begin(), desk.topic_forms.end(),
                                             [&](const TopicFormDefinition& form) {
                                               return form.topic_id == topic_id &&
                                                      form.form_id == form_id;
                                             });
}

void fill_ticket_forms(const HelpDesk& desk, const NewTicket& request,
                       const std::vector<FieldInput>& inputs, FilledForms& filled) {
  const std::int64_t topic_id = request.topic_id.value_or(0);
  std::int64_t index = 0;
  for (const TopicFormDefinition& row : desk.topic_forms) {
    const db::FormRow* form = row.topic_id == topic_id ? desk.form(row.form_id) : nullptr;
    if (!form || !desk.topic(topic_id)) continue;
    const std::set<std::int64_t> disabled = disabled_fields(desk, row);
    const std::string extra = disabled_as_json(desk, form->id, disabled);
    PlacedForm placed{FormEntry(*form, desk, request.received_at), index++, extra};
    placed.entry.disable(disabled);
    if (form->type == "T") {
      filled.ticket.ticket = std::move(placed);
      continue;
    }
    placed.entry.fill(inputs, filled.report);
    filled.ticket.of_topic.push_back(std::move(placed));
  }
  filled.ticket.ticket.entry.fill(inputs, filled.report);
}

// Members that no form took: a known user's form is not filled in again, and what has no field
// anywhere is not known.
std::vector<std::string> warnings_of_unused(const NewTicket& request,
                                            const std::set<std::string>& used,
                                            const FormEntry* not_filled) {
  std::vector<std::string> warnings;
  for (const FieldInput& input : request.fields) {
    if (used.count(input.name) > 0) continue;
    const bool is_of_user = not_filled && not_filled->value(input.name);
    warnings.push_back(input.name + (is_of_user ? ": not used, as the user is known already"
                                                : ": not used, as it is not known here"));
  }
  return warnings;
}

// Files by the names of their own rows, whatever they are attached as, in the order in which the
// database finds them (FileUploadField::toString).
std::string names_of(const std::vector<FileUse>& files) {
  std::map<std::int64_t, std::string_view> by_id;
  for (const FileUse& use : files) by_id.emplace(use.file.id, use.file.name);
  std::string names;
  for (const auto& [id, name] : by_id) names.append(names.empty() ? "" : ", ").append(name);
  return names;
}

void add(FormReport& report, const FormReport& more) {
  report.refused.insert(report.refused.end(), more.refused.begin(), more.refused.end());
  report.warnings.insert(report.warnings.end(), more.warnings.begin(), more.warnings.end());
  report.used.insert(more.used.begin(), more.used.end());
}

}  // namespace

const FormEntry* FilledForms::user_form(const Requester& requester) const {
  const std::optional<FormEntry>& form = requester.is_new ? new_user : blank_user;
  return form ? &*form : nullptr;
}

base::Result<std::vector<FieldFiles>> prepare_field_files(const HelpDesk& desk,
                                                          const NewTicket& request) {
  std::vector<FieldFiles> prepared;
  for (const FieldInput& input : request.fields)
    for (const FieldDefinition& field : desk.form_fields) {
      if (field.type != "files" || field.name != input.name) continue;
      if (!is_form_of(desk, field.form_id, request.topic_id.value_or(0))) continue;
      auto sent = read_files(input.name, input.value, request.attachments.texts);
      if (!sent) return sent.error();
      auto files =
          prepare_files(input.name, std::move(sent).value(), FileRules::of_field(field, desk));
      if (!files) return files.error();
      prepared.push_back({field.id, input.name, std::move(files).value()});
    }
  return prepared;
}

base::Result<FilledForms> fill_forms(const HelpDesk& desk, const NewTicket& request,
                                     const std::vector<FieldFiles>& files) {
  const db::FormRow* ticket_form = desk.form_of_type("T");
  if (!ticket_form) return base::internal_error("the help desk has no ticket form");
  FilledForms filled{{{FormEntry(*ticket_form, desk, request.received_at)}}};
  const std::vector<FieldInput> inputs = inputs_of(request);
  fill_ticket_forms(desk, request, with_file_names(inputs, files), filled);
  if (const db::FormRow* user_form = desk.form_of_type("U")) {
    filled.blank_user.emplace(*user_form, desk, request.received_at);
    filled.new_user = filled.blank_user;
    filled.new_user->fill(inputs, filled.new_user_report);
  }
  return filled;
}

void name_files(TicketForms& forms, const std::vector<StoredFieldFiles>& files) {
  for (const StoredFieldFiles& field : files) {
    FieldValue value{names_of(field.files)};
    for (const FileUse& use : field.files)
      value.choices.emplace_back(std::to_string(use.file.id), use.name);
    forms.ticket.entry.set_files(field.field_id, value);
    for (PlacedForm& form : forms.of_topic) form.entry.set_files(field.field_id, value);
  }
}

base::Result<std::vector<std::string>> check_filled(const FilledForms& forms,
                                                    const NewTicket& request,
                                                    const Requester& requester) {
  FormReport report = forms.report;
  if (requester.is_new) add(report, forms.new_user_report);
  if (!report.refused.empty())
    return base::Error{base::Errc::kInvalidFields, "Some fields cannot be sent over this API", "",
                       std::move(report.refused)};
  const FormEntry* not_filled = requester.is_new ? nullptr : forms.user_form(requester);
  std::vector<std::string> warnings = warnings_of_unused(request, report.used, not_filled);
  for (std::string& warning : report.warnings) warnings.push_back(std::move(warning));
  return warnings;
}

base::Status validate_forms(const FilledForms& forms, const Requester& requester,
                            TopicForms topic_forms) {
  std::vector<base::FieldError> errors = validate_requester(requester, forms.user_form(requester));
  const auto add = [&](std::vector<base::FieldError> more) {
    for (base::FieldError& error : more) errors.push_back(std::move(error));
  };
  add(forms.ticket.ticket.entry.validate());
  add(forms.ticket.ticket.entry.too_long());
  for (const PlacedForm& form : forms.ticket.of_topic) add(form.entry.too_long());
  if (topic_forms == TopicForms::kCount)
    for (const PlacedForm& form : forms.ticket.of_topic) add(form.entry.validate());
  if (errors.empty()) return {};
  std::string sentence = "Invalid fields: ";
  for (std::size_t i = 0; i < errors.size(); ++i) sentence += (i ? ", " : "") + errors[i].field;
  return base::Error{base::Errc::kInvalidFields, sentence, "", std::move(errors)};
}

}  // namespace ost::domain
