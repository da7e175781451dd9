// SPDX-License-Identifier: MIT
#include "domain/files/file_settings.hpp"

#include "base/json.hpp"

namespace ost::domain {
namespace {

// A choice is kept as its key, or as an object whose first member has the key for its name.
std::int64_t chosen_number(const base::Json& value) {
  const base::Json::Object* choice = value.object();
  if (!choice) return value.to_integer();
  return choice->empty() ? 0 : base::Json(choice->front().first).to_integer();
}

}  // namespace

FileSettings read_file_settings(const std::string& json) {
  const auto parsed = base::parse_json(json);
  FileSettings settings;
  if (!parsed) return settings;
  const auto given = [&](const char* name) {
    const base::Json* value = parsed->find(name);
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
