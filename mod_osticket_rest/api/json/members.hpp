// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"

namespace ost::api {

/// kInvalidFields with a sentence that names the fields.
base::Error wrong_fields(std::vector<base::FieldError> fields);

/// The object that a body holds. kInvalidJson, and kInvalidFields for a text in it that is no
/// UTF-8.
base::Result<base::Json> parse_object(std::string_view body);

/// True and false, also written as 1 and 0; empty for anything else.
std::optional<bool> flag_of(const base::Json& value);

/// The members of a body that holds one object, asked for by their names. A member that is null
/// counts as absent. What has the wrong type is remembered, and `done` tells of all of it at once.
class Members {
 public:
  /// An empty body is an object without members.
  static base::Result<Members> parse(std::string_view body);

  std::optional<std::string> text(std::string_view name);
  /// A text with more than white space; it is at fault when it is missing.
  std::string required_text(std::string_view name);
  std::optional<std::int64_t> id(std::string_view name);
  std::optional<bool> flag(std::string_view name);
  std::optional<std::vector<std::int64_t>> ids(std::string_view name);
  /// One of some words; the first of them when the member is absent.
  std::string_view word(std::string_view name, std::initializer_list<std::string_view> words);
  /// Any member; nullptr when it is absent.
  const base::Json* any(std::string_view name);

  /// A member is not what the request needs.
  void refuse(std::string_view name, std::string reason);
  /// kMissingFields, or else kInvalidFields for what is wrong and for members that nobody asked
  /// for.
  base::Status done() const;

 private:
  explicit Members(base::Json object) : object_(std::move(object)) {}

  base::Json object_;
  std::set<std::string, std::less<>> asked_{};
  std::vector<base::FieldError> missing_{};
  std::vector<base::FieldError> wrong_{};
};

}  // namespace ost::api
