// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "domain/files/prepared_file.hpp"
#include "domain/text/html.hpp"

namespace ost::domain {

/// Takes the images out of a text that carries them in data addresses, in whichever quotes: each
/// becomes a file with a content id, which the text shows instead. The address of a file of the
/// help desk (file.php?key=K) becomes the content id K
/// (HtmlThreadEntryBody::extractEmbeddedHtmlImages, Format::localizeInlineImages).
class EmbeddedImages final : public ImageSources {
 public:
  /// `texts` has what was taken out of the text while it was read.
  EmbeddedImages(const FileRules& rules, const base::SpooledTexts& texts)
      : rules_(rules), texts_(texts) {}

  std::optional<std::string> source_of(std::string_view address) override;

  /// The text with what was taken out of it and turned out to be no image.
  base::Result<std::string> completed(const std::string& text) const;
  /// kInvalidFields, for the field `message`, when one of them was no image.
  const base::Status& status() const { return status_; }
  /// Those that are taken, in the order of the text; their names are random and still missing.
  PreparedFiles& images() { return images_; }

 private:
  std::optional<std::string> keep(std::string_view address);
  std::optional<std::string> refuse(const std::string& reason);

  const FileRules& rules_;
  const base::SpooledTexts& texts_;
  base::Status status_;
  PreparedFiles images_;
};

}  // namespace ost::domain
