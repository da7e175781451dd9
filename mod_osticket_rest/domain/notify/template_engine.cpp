// SPDX-License-Identifier: MIT
#include "domain/notify/template_engine.hpp"

#include <map>
#include <optional>

#include "base/text.hpp"
#include "domain/text/plain_text.hpp"

namespace ost::domain {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool belongs_to_name(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '.';
}

bool has_at(std::string_view text, std::size_t at, std::string_view what) {
  return text.compare(at, what.size(), what) == 0;
}

/// A variable found in a template: its name, and where the text goes on behind it. Without a name
/// it is none.
struct Placeholder {
  std::string_view name{};
  std::size_t next = 0;
};

// What starts with the "%" at `at`. No part of what is none is read again.
Placeholder read_placeholder(std::string_view text, std::size_t at) {
  std::size_t start = at + 1;
  if (has_at(text, start, "{")) {
    start += 1;
  } else if (has_at(text, start, "%7B")) {
    start += 3;
  } else {
    return {{}, at + 1};
  }
  if (start >= text.size() || !is_letter(text[start])) return {{}, start};
  std::size_t end = start + 1;
  while (end < text.size() && belongs_to_name(text[end])) ++end;
  const std::size_t mark = has_at(text, end, "}") ? 1 : has_at(text, end, "%7D") ? 3 : 0;
  if (mark == 0 || end - start < 2) return {{}, end};
  return {text.substr(start, end - start), end + mark};
}

TemplateValue resolve(TemplateValue value, std::string_view rest) {
  while (const TemplateObject* object = value.object()) {
    if (rest.empty()) {
      value = object->itself();
      continue;
    }
    const std::size_t dot = rest.find('.');
    value = object->member(base::lower_ascii(rest.substr(0, dot)));
    rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
  }
  return rest.empty() ? value : TemplateValue();
}

// A value as it goes into a line of plain text.
std::string line_of(const TemplateValue& value) {
  const std::string text = value.is_markup() ? text_of_markup(value.text()) : value.text();
  std::string line;
  line.reserve(text.size());
  for (const char c : text)
    if (c != '\r' && c != '\n') line.push_back(c);
  return line;
}

class Expander {
 public:
  Expander(const TemplateRoots& roots, TemplateContext context)
      : roots_(roots), context_(context) {}

  /// The text for a variable; nullptr for one that stays as it is.
  const std::string* expand(std::string_view name) {
    const auto known = known_.find(name);
    if (known != known_.end()) return known->second ? &*known->second : nullptr;
    const auto kept = known_.emplace(name, text_of(name)).first;
    return kept->second ? &*kept->second : nullptr;
  }

 private:
  std::optional<std::string> text_of(std::string_view name) const {
    const std::size_t dot = name.find('.');
    if (dot != std::string_view::npos)
      for (const auto& [word, root] : roots_)
        if (word == name) return written(resolve(root, {}));
    const std::string_view first = name.substr(0, dot);
    for (const auto& [word, root] : roots_) {
      if (word != first) continue;
      if (!root.object()) return written(root);
      return written(
          resolve(root, dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1)));
    }
    return std::nullopt;
  }

  std::string written(const TemplateValue& value) const {
    if (context_ == TemplateContext::kLine) return line_of(value);
    return value.is_markup() ? value.text() : encode_special_characters(value.text());
  }

  const TemplateRoots& roots_;
  TemplateContext context_;
  std::map<std::string_view, std::optional<std::string>> known_;
};

}  // namespace

std::string expand_template(std::string_view text, const TemplateRoots& roots,
                            TemplateContext context) {
  Expander expander(roots, context);
  std::string out;
  std::size_t copied = 0;
  for (std::size_t at = text.find('%'); at != std::string_view::npos;) {
    const Placeholder found = read_placeholder(text, at);
    const std::string* value = found.name.empty() ? nullptr : expander.expand(found.name);
    if (value && out.size() + value->size() + text.size() <= kLongestExpansion) {
      out.append(text, copied, at - copied).append(*value);
      copied = found.next;
    }
    at = text.find('%', found.next);
  }
  return out.append(text, copied);
}

}  // namespace ost::domain
