// SPDX-License-Identifier: MIT
#include "db/statement.hpp"

#include <stdexcept>

namespace ost::db {
namespace {

[[noreturn]] void broken(const Statement& statement, const char* what) {
  throw std::logic_error(std::string("statement ") + statement.label + ": " + what);
}

}  // namespace

std::string expand(const Statement& statement, std::string_view prefix, const Values& values) {
  if (static_cast<std::size_t>(statement.parameters) != values.size())
    broken(statement, "wrong number of values");
  const std::string_view text = statement.text;
  std::string sql;
  sql.reserve(text.size() + 32 * values.size() + 64);
  std::size_t next = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{') {
      sql.append(prefix);
    } else if (text[i] == '%' && i + 1 < text.size()) {
      if (text[++i] == '%') {
        sql.push_back('%');
      } else if (next < values.size()) {
        values[next++].append_literal(sql);
      } else {
        broken(statement, "more places than values");
      }
    } else if (text[i] != '}') {
      sql.push_back(text[i]);
    }
  }
  if (next != values.size()) broken(statement, "more values than places");
  return sql;
}

std::string quote_identifier(std::string_view name) {
  if (name.empty() || name.find('\0') != std::string_view::npos)
    throw std::logic_error("not an identifier");
  std::string quoted = "`";
  for (char c : name) {
    if (c == '`') quoted.push_back('`');
    quoted.push_back(c);
  }
  return quoted + "`";
}

std::string escape_like(std::string_view text) {
  std::string escaped;
  for (char c : text) {
    if (c == '%' || c == '_' || c == '\\') escaped.push_back('\\');
    escaped.push_back(c);
  }
  return escaped;
}

}  // namespace ost::db
