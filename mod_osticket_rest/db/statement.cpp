// SPDX-License-Identifier: MIT
#include "db/statement.hpp"

#include <stdexcept>

namespace ost::db {
namespace {

const char* escape_of(char c) {
  switch (c) {
    case '\0':
      return "\\0";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\032':
      return "\\Z";
    case '\'':
      return "\\'";
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    default:
      return nullptr;
  }
}

void append_quoted(std::string& sql, std::string_view text) {
  sql.push_back('\'');
  std::size_t start = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char* escape = escape_of(text[i]);
    if (!escape) continue;
    sql.append(text, start, i - start);
    sql.append(escape);
    start = i + 1;
  }
  sql.append(text, start, text.size() - start);
  sql.push_back('\'');
}

// Digits alone: the server reads a quoted text by the session's character set.
void append_bytes(std::string& sql, std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  sql.append("x'");
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    sql.push_back(kDigits[byte >> 4]);
    sql.push_back(kDigits[byte & 0xF]);
  }
  sql.push_back('\'');
}

void append_list(std::string& sql, const std::vector<std::int64_t>& numbers) {
  sql.push_back('(');
  if (numbers.empty()) sql.append("NULL");
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (i > 0) sql.push_back(',');
    sql.append(std::to_string(numbers[i]));
  }
  sql.push_back(')');
}

}  // namespace

void Value::append_literal(std::string& sql) const {
  if (const auto* number = std::get_if<std::int64_t>(&held_)) {
    sql.append(std::to_string(*number));
  } else if (const auto* text = std::get_if<std::string>(&held_)) {
    append_quoted(sql, *text);
  } else if (const auto* bytes = std::get_if<HeldBytes>(&held_)) {
    append_bytes(sql, bytes->content);
  } else if (const auto* list = std::get_if<std::vector<std::int64_t>>(&held_)) {
    append_list(sql, *list);
  } else {
    sql.append("NULL");
  }
}

namespace {

// Where the next character is that does not mean itself.
std::size_t end_of_plain(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] != '{' && text[at] != '}' && text[at] != '%') ++at;
  return at;
}

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
    const std::size_t end = end_of_plain(text, i);
    sql.append(text, i, end - i);
    i = end;
    if (i == text.size()) break;
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
