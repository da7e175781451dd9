// SPDX-License-Identifier: MIT
#include "domain/files/file_rules.hpp"

#include <algorithm>

#include "base/json.hpp"
#include "base/text.hpp"

namespace ost::domain {
namespace {

bool separates(char c) {
  return c == ',' || c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

template <typename Take>
void each_word(std::string_view list, Take take) {
  std::size_t from = 0;
  while (from < list.size()) {
    const auto* const end = std::find_if(list.begin() + from, list.end(), separates);
    const auto until = static_cast<std::size_t>(end - list.begin());
    if (until > from) take(std::string(list.substr(from, until - from)));
    from = until + 1;
  }
}

// What stands behind the last dot of the last part of a path, in small letters with a dot before it
// (PHP's pathinfo); empty when there is none.
std::string extension_of(std::string_view name) {
  while (!name.empty() && name.back() == '/') name.remove_suffix(1);
  if (const auto slash = name.rfind('/'); slash != std::string_view::npos)
    name.remove_prefix(slash + 1);
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos) return "";
  const std::string extension = base::lower_ascii(name.substr(dot + 1));
  return extension.empty() || extension == "0" ? "" : "." + extension;
}

const FieldDefinition* message_field(const HelpDesk& desk) {
  const db::FormRow* form = desk.form_of_type("T");
  for (const FieldDefinition& field : desk.form_fields)
    if (form && field.form_id == form->id && field.name == "message") return &field;
  return nullptr;
}

}  // namespace

FileRules FileRules::of_messages(const HelpDesk& desk) {
  const FieldDefinition* field = message_field(desk);
  const FileSettings settings = field ? read_file_settings(field->members) : FileSettings();
  const std::string allowed(base::trim(desk.setting("allowed_filetypes")));
  const auto by_default = allowed.empty() ? std::nullopt : std::optional<std::string>(allowed);
  FileRules rules(settings, desk, settings.types ? settings.types : by_default);
  rules.takes_files_ = settings.takes_files.value_or(
      base::Json(std::string(desk.setting("allow_attachments"))).to_boolean());
  return rules;
}

FileRules FileRules::of_field(const FieldDefinition& field, const HelpDesk& desk) {
  const FileSettings settings = read_file_settings(field.members);
  return FileRules(settings, desk, settings.types);
}

// Types and extensions of the chosen groups bind only together with a typed list, which may be an
// empty one; `.*` in it lifts what was typed and leaves the groups, a `*` of its own takes all.
FileRules::FileRules(const FileSettings& settings, const HelpDesk& desk,
                     const std::optional<std::string>& typed)
    : largest_(settings.largest.value_or(desk.setting_number("max_file_size"))) {
  for (const std::string& group : settings.groups)
    for (const GroupedType& known : grouped_types()) {
      if (known.group != group) continue;
      types_.emplace(known.type);
      each_word(known.extensions, [&](const std::string& word) { extensions_.insert("." + word); });
    }
  if (!typed) {
    extensions_.clear();
    return;
  }
  if (typed->find(".*") != std::string::npos) return;
  each_word(*typed, [&](const std::string& word) {
    if (word == "0") return;
    const auto slash = word.find('/');
    if (slash != std::string::npos && slash > 0) {
      types_.insert(word);
      return;
    }
    const std::string extension = base::lower_ascii(word[0] == '.' ? word : "." + word);
    if (extensions_.insert(extension).second) types_.insert(extension);
  });
}

bool FileRules::is_type_taken(const std::string& name, const std::string& type) const {
  if (extensions_.empty() || extensions_.count(".*") > 0 || types_.count(type) > 0) return true;
  return extensions_.count(extension_of(name)) > 0;
}

std::optional<std::string> FileRules::refusal(const std::string& name, const std::string& type,
                                              std::int64_t size) const {
  if (!is_type_taken(name, type)) return "File type is not allowed";
  if (size > largest_) return "File size is too large";
  if (size == 0) return "Unable to save file";
  return std::nullopt;
}

namespace {

// A choice is kept as its key, or as an object whose first member has the key for its name.
std::int64_t chosen_number(const base::Json& value) {
  const base::Json::Object* choice = value.object();
  if (!choice) return value.to_integer();
  return choice->empty() ? 0 : base::Json(choice->front().first).to_integer();
}

}  // namespace

FileSettings read_file_settings(const base::Json& members) {
  FileSettings settings;
  const auto given = [&](const char* name) {
    const base::Json* value = members.find(name);
    return value && !value->is_null() ? value : nullptr;
  };
  if (const base::Json* takes = given("attachments")) settings.takes_files = takes->to_boolean();
  if (const base::Json* size = given("size")) settings.largest = chosen_number(*size);
  if (const base::Json* types = given("extensions"))
    if (types->string()) settings.types = *types->string();
  const base::Json* groups = given("mimetypes");
  if (groups && groups->object())
    for (const auto& [name, label] : *groups->object()) settings.groups.push_back(name);
  return settings;
}

}  // namespace ost::domain
