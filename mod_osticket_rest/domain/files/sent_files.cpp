// SPDX-License-Identifier: MIT
#include "domain/files/sent_files.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace ost::domain {
namespace {

using base::Errc;
using base::Error;
using base::Json;

constexpr std::string_view kScheme = "data:";
// The head of a data address: a media type and its parameters.
constexpr std::size_t kLongestHead = 1024;

Error wrong(const std::string& member, const std::string& reason) {
  return Error{Errc::kInvalidFields, "Invalid fields: " + member, "", {{member, reason}}};
}

// What the first ";" ends is the type, whatever it is; parameters may come in any order.
SentFile with_head(std::string_view head, base::ContentPtr content) {
  const auto parts = base::split(head, ';');
  SentFile file{"", std::string(parts[0]), "", std::move(content)};
  if (file.type.empty()) file.type = "text/plain";
  std::string charset;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const std::string part = base::lower_ascii(base::trim(parts[i]));
    if (part == "base64") file.content = base::content_of_base64(file.content);
    if (part.rfind("charset=", 0) == 0) charset = part.substr(8);
  }
  charset.erase(std::remove(charset.begin(), charset.end(), '"'), charset.end());
  if (!charset.empty() && charset != "utf-8" && charset != "utf8")
    file.content = base::content_in_utf8(file.content, charset);
  return file;
}

const std::string* text_in(const Json& object, const char* name) {
  const Json* value = object.find(name);
  return value ? value->string() : nullptr;
}

bool is_known(const std::string& name) {
  for (const char* known : {"name", "type", "data", "cid", "encoding", "size"})
    if (name == known) return true;
  return false;
}

/// Reads the items of one list.
class FilesReader {
 public:
  FilesReader(const std::string& member, const base::SpooledTexts& spooled)
      : member_(member), spooled_(spooled) {}

  base::Status add(const Json& item) {
    const Json::Object* object = item.object();
    if (!object || object->empty())
      return wrong(member_, "must be a list of objects like {\"name.txt\": \"data:…\"}");
    const bool is_named = object->size() > 1 && item.find("data") && item.find("name");
    return is_named ? add_named(item) : add_address(*object);
  }

  SentFiles done() { return std::move(read_); }

 private:
  base::Status add_named(const Json& item) {
    const std::string* name = text_in(item, "name");
    const std::string* data = text_in(item, "data");
    if (!name || !data) return wrong(member_, "name and data of a file must be strings");
    SentFile file{*name, "", "", base::content_of_base64(spooled_.text_of(*data))};
    for (const auto& [key, value] : *item.object()) {
      if (!is_known(key)) warn(*name + ": " + key + " of a file is not known");
      if (value.is_null() || key == "size" || key == "name" || key == "data") continue;
      if (is_known(key) && !value.string()) return wrong(member_, key + " must be a string");
      if (key == "type") file.type = *value.string();
      if (key == "cid") file.content_id = *value.string();
      if (key == "encoding" && !base::equal_ignoring_case(*value.string(), "base64"))
        return wrong(member_, "the encoding of a file must be base64");
    }
    return keep(std::move(file));
  }

  // osTicket takes the first member and passes over the others.
  base::Status add_address(const Json::Object& object) {
    const auto& [name, value] = object.front();
    if (!value.string()) return wrong(member_, "the content of a file must be a string");
    for (std::size_t i = 1; i < object.size(); ++i)
      warn(object[i].first + ": not used, as one object holds one file");
    auto file = read_address(spooled_.text_of(*value.string()));
    if (!file) return wrong(member_, name + ": " + file.error().message);
    file->name = name;
    return keep(std::move(file).value());
  }

  base::Status keep(SentFile file) {
    if (base::trim(file.name).empty()) return wrong(member_, "a file needs a name");
    read_.files.push_back(std::move(file));
    return {};
  }

  void warn(const std::string& warning) { read_.warnings.push_back(member_ + ": " + warning); }

  const std::string& member_;
  const base::SpooledTexts& spooled_;
  SentFiles read_;
};

}  // namespace

base::Result<SentFile> read_address(base::ContentPtr text) {
  const auto head = base::first_bytes(*text, kScheme.size() + kLongestHead);
  if (!head) return head.error();
  if (head->rfind(kScheme, 0) != 0) return SentFile{"", "text/plain", "", std::move(text)};
  const std::size_t comma = head->find(',');
  if (comma == std::string::npos && head->size() == kScheme.size() + kLongestHead)
    return Error{Errc::kInvalidFields, "is no complete data address", "", {}};
  const auto begin = std::string_view(*head).substr(kScheme.size());
  if (comma == std::string::npos) return with_head(begin, base::content_of(""));
  return with_head(begin.substr(0, comma - kScheme.size()),
                   base::content_behind(std::move(text), comma + 1));
}

SentFile read_address(std::string_view address, const base::SpooledTexts& texts) {
  address.remove_prefix(std::min(kScheme.size(), address.size()));
  const std::size_t comma = std::min(address.find(','), address.size());
  const std::string rest(address.substr(std::min(comma + 1, address.size())));
  return with_head(address.substr(0, comma), texts.text_of(rest));
}

base::Result<SentFiles> read_files(const std::string& member, const Json& value,
                                   const base::SpooledTexts& spooled) {
  if (!value.to_boolean()) return SentFiles();
  if (!value.array()) return wrong(member, "must be a list");
  FilesReader reader(member, spooled);
  for (const Json& item : *value.array())
    if (base::Status added = reader.add(item); !added) return added.error();
  return reader.done();
}

}  // namespace ost::domain
