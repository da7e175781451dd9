// SPDX-License-Identifier: MIT
#include "api/json/members.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace ost::api {
namespace {

using base::Errc;
using base::Error;
using base::FieldError;
using base::Json;

constexpr std::int64_t kLargestId = 4294967295;

// A noncharacter, which no text may hold, in the place of bytes that are not UTF-8.
constexpr std::string_view kBrokenByte = "\xEF\xB7\x90";

bool holds_broken_bytes(const Json& value) {
  if (value.string()) return value.string()->find(kBrokenByte) != std::string::npos;
  if (value.array())
    return std::any_of(value.array()->begin(), value.array()->end(), holds_broken_bytes);
  if (!value.object()) return false;
  return std::any_of(value.object()->begin(), value.object()->end(), [](const auto& member) {
    return member.first.find(kBrokenByte) != std::string::npos || holds_broken_bytes(member.second);
  });
}

std::string naming(const char* what, const std::vector<FieldError>& fields) {
  std::string sentence = what;
  for (std::size_t i = 0; i < fields.size(); ++i) sentence += (i ? ", " : "") + fields[i].field;
  return sentence;
}

}  // namespace

Error wrong_fields(std::vector<FieldError> fields) {
  std::string sentence = naming("Invalid fields: ", fields);
  return Error{Errc::kInvalidFields, std::move(sentence), "", std::move(fields)};
}

base::Result<Json> parse_object(std::string_view body) {
  const bool is_utf8 = base::is_utf8(body);
  auto parsed =
      base::parse_json(is_utf8 ? std::string(body) : base::repair_utf8(body, kBrokenByte));
  if (!parsed) return parsed;
  if (!parsed->object())
    return Error{Errc::kInvalidJson,
                 "Invalid JSON body",
                 "no object",
                 {{"body", "line 1, column 1: must be a JSON object"}}};
  if (is_utf8) return parsed;
  std::vector<FieldError> broken;
  for (const auto& [name, value] : *parsed->object())
    if (holds_broken_bytes(value)) broken.push_back({name, "is not valid UTF-8"});
  if (broken.empty())
    return Error{Errc::kInvalidJson, "Invalid JSON body", "not UTF-8", {{"body", "is not UTF-8"}}};
  return wrong_fields(std::move(broken));
}

std::optional<bool> flag_of(const Json& value) {
  if (value.boolean()) return *value.boolean();
  const auto number = value.string() ? std::nullopt : value.number(0, 1);
  return number ? std::optional<bool>(*number == 1) : std::nullopt;
}

base::Result<Members> Members::parse(std::string_view body) {
  if (base::trim(body).empty()) return Members(Json::Object());
  auto object = parse_object(body);
  if (!object) return object.error();
  return Members(std::move(*object));
}

const Json* Members::any(std::string_view name) {
  asked_.emplace(name);
  const Json* value = object_.find(name);
  return value && !value->is_null() ? value : nullptr;
}

std::optional<std::string> Members::text(std::string_view name) {
  const Json* value = any(name);
  if (!value) return std::nullopt;
  if (value->string() || value->integer() || value->real()) return value->to_string();
  refuse(name, "must be a string");
  return std::nullopt;
}

std::string Members::required_text(std::string_view name) {
  const std::size_t wrong = wrong_.size();
  std::string value = text(name).value_or("");
  if (base::trim(value).empty() && wrong_.size() == wrong)
    missing_.push_back({std::string(name), "is required"});
  return value;
}

std::optional<std::int64_t> Members::id(std::string_view name) {
  const Json* value = any(name);
  if (!value) return std::nullopt;
  const auto number = value->number(0, kLargestId);
  if (!number) refuse(name, "must be the number of an id");
  return number;
}

std::optional<bool> Members::flag(std::string_view name) {
  const Json* value = any(name);
  if (!value) return std::nullopt;
  const auto flag = flag_of(*value);
  if (!flag) refuse(name, "must be true or false");
  return flag;
}

std::optional<std::vector<std::int64_t>> Members::ids(std::string_view name) {
  const Json* value = any(name);
  if (!value) return std::nullopt;
  std::vector<std::int64_t> found;
  if (value->array()) {
    for (const Json& item : *value->array())
      if (const auto number = item.number(1, kLargestId)) found.push_back(*number);
    if (found.size() == value->array()->size()) return found;
  }
  refuse(name, "must be a list of the numbers of ids");
  return std::nullopt;
}

std::string_view Members::word(std::string_view name,
                               std::initializer_list<std::string_view> words) {
  const Json* value = any(name);
  if (!value) return *words.begin();
  const auto found = std::find_if(words.begin(), words.end(), [&](std::string_view word) {
    return value->string() && *value->string() == word;
  });
  if (found != words.end()) return *found;
  std::string reason = "must be one of";
  for (const std::string_view word : words) reason.append(" ").append(word);
  refuse(name, std::move(reason));
  return *words.begin();
}

void Members::refuse(std::string_view name, std::string reason) {
  wrong_.push_back({std::string(name), std::move(reason)});
}

base::Status Members::done() const {
  std::vector<FieldError> wrong = wrong_;
  for (const auto& member : *object_.object())
    if (asked_.count(member.first) == 0)
      wrong.push_back({member.first, "is no member of this request"});
  if (!wrong.empty()) return wrong_fields(std::move(wrong));
  if (missing_.empty()) return {};
  return Error{Errc::kMissingFields, naming("Missing required fields: ", missing_), "", missing_};
}

}  // namespace ost::api
