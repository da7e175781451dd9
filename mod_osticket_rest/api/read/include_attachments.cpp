// SPDX-License-Identifier: MIT
#include <algorithm>

#include "api/read/include.hpp"

namespace ost::api {
namespace {

/// The files of each entry, but for those that hold its text.
class Attachments final : public Include {
 public:
  explicit Attachments(std::shared_ptr<EntryFiles> files) : files_(std::move(files)) {
    files_->want();
  }

  void add_to_entry(JsonWriter& json, const db::ListedEntry& entry) const override {
    const auto texts = text_files(entry, *files_);
    json.name("attachments").begin_array();
    for (const db::EntryFile* attached : files_->of(entry.id))
      if (std::find(texts.begin(), texts.end(), attached) == texts.end()) write(json, *attached);
    json.end_array();
  }

 private:
  static void write(JsonWriter& json, const db::EntryFile& attached) {
    json.begin_object();
    write_file(json, attached.id, attached.file);
    json.name("inline").boolean(attached.is_inline);
    json.end_object();
  }

  std::shared_ptr<EntryFiles> files_;
};

}  // namespace

std::unique_ptr<Include> make_attachments(const View& view) {
  return std::make_unique<Attachments>(view.files);
}

}  // namespace ost::api
