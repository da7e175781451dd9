// SPDX-License-Identifier: MIT
#include "api/stock/stock_ticket.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_map>

#include "base/text.hpp"
#include "base/xml.hpp"

namespace ost::api {
namespace {

using base::Errc;
using base::Error;
using base::Json;

constexpr char kText[] = ":text";
constexpr char kSyntax[] = "Syntax error, malformed JSON";
constexpr char kControl[] = "Unexpected control character found";
constexpr char kUtf8[] = "Malformed UTF-8 characters, possibly incorrectly encoded";
constexpr char kDepth[] = "Maximum stack depth exceeded";
// osTicket has no words for it.
constexpr char kSurrogate[] = "Unknown error";
constexpr char kNothingWrong[] = "No errors";
constexpr int kDeepest = 64;

Error unreadable(std::string sentence) {
  return Error{Errc::kInvalidJson, std::move(sentence), "", {}};
}

Json* member(Json::Object& object, std::string_view name) {
  for (auto& [known, value] : object)
    if (known == name) return &value;
  return nullptr;
}

/// The members of an element, of which several may have one name.
class Content {
 public:
  void add(std::string name, Json value) {
    const auto [place, is_new] = places_.emplace(std::move(name), members_.size());
    if (is_new) members_.emplace_back(place->first, Json::Array());
    members_[place->second].second.push_back(std::move(value));
  }

  // Several of one name are a list.
  Json::Object take() && {
    Json::Object object;
    for (auto& [name, values] : members_)
      object.emplace_back(std::move(name),
                          values.size() == 1 ? std::move(values[0]) : Json(std::move(values)));
    return object;
  }

 private:
  std::vector<std::pair<std::string, Json::Array>> members_;
  std::unordered_map<std::string, std::size_t> places_;
};

/// Makes of a document what XmlDataParser makes of it.
class TreeReader final : public base::XmlReader {
 public:
  void start(std::string name, Attributes attributes) override {
    open_.push_back({std::move(name)});
    for (auto& [attribute, value] : attributes)
      open_.back().content.add(std::move(attribute), std::move(value));
  }

  void text(std::string_view piece) override { open_.back().text.append(piece); }

  void end() override {
    Element done = std::move(open_.back());
    open_.pop_back();
    Content& parent = open_.empty() ? root_ : open_.back().content;
    parent.add(std::move(done.name),
               reduced(std::string(base::trim(done.text)), std::move(done.content).take()));
  }

  Json::Object root() && { return std::move(root_).take(); }

 private:
  struct Element {
    std::string name;
    Content content{};
    std::string text{};
  };

  // An element with nothing but a text is that text.
  static Json reduced(std::string text, Json::Object members) {
    if (members.empty()) return text;
    if (!text.empty()) members.emplace(members.begin(), kText, std::move(text));
    return members;
  }

  std::vector<Element> open_;
  Content root_;
};

base::Result<Json::Object> read_xml(std::string_view body) {
  if (body.empty()) return unreadable("XML error: no error at line 1:0");
  TreeReader tree;
  if (base::Status parsed = base::parse_xml(body, tree); !parsed)
    return unreadable("XML error: " + parsed.error().message);
  Json::Object root = std::move(tree).root();
  const Json* ticket = member(root, "ticket");
  if (!ticket || !ticket->to_boolean()) return root;
  if (!ticket->object()) return unreadable("XML error: no error at line 1:0");
  return *ticket->object();
}

// A list counts its members, as PHP's arrays do.
Json::Object numbered(const Json::Array& list) {
  Json::Object members;
  for (std::size_t i = 0; i < list.size(); ++i) members.emplace_back(std::to_string(i), list[i]);
  return members;
}

base::Result<Json::Object> read_json(std::string_view body) {
  const auto parsed = base::parse_json(body);
  if (!parsed || body.substr(0, 3) == "\xEF\xBB\xBF") return unreadable(json_complaint(body));
  if (parsed->object() && !parsed->object()->empty()) return *parsed->object();
  if (parsed->array() && !parsed->array()->empty()) return numbered(*parsed->array());
  return unreadable(kNothingWrong);
}

// The code unit of \uXXXX at a place; empty where there is none.
std::optional<int> code_unit(std::string_view text, std::size_t at) {
  int unit = 0;
  if (text.substr(at, 2) != "\\u" || at + 6 > text.size()) return std::nullopt;
  const char* begin = text.data() + at + 2;
  const auto read = std::from_chars(begin, begin + 4, unit, 16);
  if (read.ptr != begin + 4) return std::nullopt;
  return unit;
}

// True for half of a character of UTF-16 at a place, whose other half does not follow.
bool is_half_character(std::string_view text, std::size_t at) {
  const auto unit = code_unit(text, at);
  if (!unit || *unit < 0xD800 || *unit > 0xDFFF) return false;
  const auto next = code_unit(text, at + 6);
  return *unit >= 0xDC00 || !next || *next < 0xDC00 || *next > 0xDFFF;
}

// How long the escape at a place is, at least as far as its first half is concerned.
std::size_t escape_length(std::string_view text, std::size_t at) {
  const auto unit = code_unit(text, at);
  return unit && *unit >= 0xD800 && *unit < 0xDC00 ? 12 : 2;
}

}  // namespace

const char* json_complaint(std::string_view text) {
  bool in_string = false;
  int depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (in_string) {
      if (byte < 0x20) return kControl;
      if (byte >= 0x80) {
        const std::size_t length = base::character_length(text, at);
        if (length == 0) return kUtf8;
        at += length - 1;
      }
      if (is_half_character(text, at)) return kSurrogate;
      if (byte == '\\') at += escape_length(text, at) - 1;
      if (byte == '"') in_string = false;
      continue;
    }
    if (byte == '"') in_string = true;
    if (byte >= 0x80) return base::character_length(text, at) > 0 ? kSyntax : kUtf8;
    if (byte < 0x20 && std::string_view("\t\n\r").find(text[at]) == std::string_view::npos)
      return kControl;
    if ((byte == '{' || byte == '[') && ++depth > kDeepest) return kDepth;
    if (byte == '}' || byte == ']') --depth;
  }
  return kSyntax;
}

base::Result<Json::Object> read_stock_body(StockFormat format, std::string_view body) {
  return format == StockFormat::kJson ? read_json(body) : read_xml(body);
}

}  // namespace ost::api
