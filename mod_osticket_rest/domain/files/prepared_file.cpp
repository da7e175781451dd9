// SPDX-License-Identifier: MIT
#include "domain/files/prepared_file.hpp"

#include <algorithm>
#include <utility>

#include "base/content.hpp"
#include "base/crypto.hpp"
#include "base/text.hpp"

namespace ost::domain {
namespace {

constexpr std::size_t kLongestName = 255;     // characters of ost_file.name
constexpr std::size_t kLongestType = 255;     // of ost_file.type
constexpr std::size_t kTelling = 256 * 1024;  // bytes that are looked at for a type

// Base64 in letters that addresses and file names take, without its padding
// (AttachmentFile::_getKeyAndHash).
std::string safe_base64(const std::string& bytes) {
  std::string text = base::base64_encode(bytes);
  text.resize(std::min(text.size(), text.find('=')));
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  return text;
}

void take_digests(PreparedFile& file, base::FileDigest& digest) {
  const auto values = digest.values();
  file.digest = safe_base64(values.sha1);
  file.signature = file.digest.substr(0, 16) + safe_base64(values.md5).substr(0, 16);
}

std::string shown(const std::string& name) {
  return std::string(base::first_characters(name, kLongestName));
}

// What is to be known of a file that a member of the request holds.
std::string remark(const std::string& member, const std::string& name, const std::string& words) {
  return member + ": " + name + ": " + words;
}

}  // namespace

base::Result<PreparedFile> prepare_file(SentFile sent) {
  PreparedFile file{std::move(sent.name), std::move(sent.type), std::move(sent.content_id),
                    std::move(sent.content)};
  base::FileDigest digest;
  std::string beginning;
  const base::Status read = file.content->read([&](std::string_view piece) {
    digest.add(piece);
    file.size += static_cast<std::int64_t>(piece.size());
    if (file.type.empty()) beginning.append(piece.substr(0, kTelling - beginning.size()));
    return base::Status();
  });
  if (!read) return read.error();
  take_digests(file, digest);
  if (file.type.empty() && file.size > 0) file.type = base::media_type_of(beginning);
  file.type = base::first_characters(base::lower_ascii(file.type), kLongestType);
  return file;
}

PreparedFile prepare_text(std::string name, std::string type, const std::string& text) {
  PreparedFile file{std::move(name), std::move(type), "", base::content_of(text)};
  base::FileDigest digest;
  digest.add(text);
  file.size = static_cast<std::int64_t>(text.size());
  take_digests(file, digest);
  return file;
}

base::Result<PreparedFiles> prepare_files(const std::string& member, SentFiles sent,
                                          const FileRules& rules) {
  if (sent.files.size() > kMostFiles)
    return base::Error{base::Errc::kInvalidFields,
                       "Invalid fields: " + member,
                       "",
                       {{member, "has more than 1,000 files"}}};
  PreparedFiles prepared;
  prepared.warnings = std::move(sent.warnings);
  for (SentFile& each : sent.files) {
    const std::string type = each.type;
    const std::string name = shown(each.name);
    auto file = prepare_file(std::move(each));
    if (!file) {
      base::Error error = file.error();
      if (error.code != base::Errc::kInvalidFields) return error;
      error.fields = {{member, name + ": " + error.message}};
      error.message = "Invalid fields: " + member;
      return error;
    }
    if (const auto refusal = rules.refusal(file->name, type, file->size)) {
      prepared.refused.push_back({file->name, *refusal});
      prepared.warnings.push_back(remark(member, name, *refusal));
      continue;
    }
    if (base::count_characters(file->name) > kLongestName)
      prepared.warnings.push_back(remark(member, name, "the name ends at 255 characters"));
    prepared.taken.push_back(std::move(file).value());
  }
  return prepared;
}

}  // namespace ost::domain
