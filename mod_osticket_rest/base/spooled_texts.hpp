// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/content.hpp"

namespace ost::base {

/// Long texts of a request that were taken out of it while it was read: a word stands in the place
/// of each, which nobody can guess.
class SpooledTexts {
 public:
  /// `secret` begins every word.
  explicit SpooledTexts(std::string secret = "") : secret_(std::move(secret)) {}

  /// Keeps a text; the word for it.
  std::string keep(ContentPtr text) {
    std::string word = secret_ + "-" + std::to_string(texts_.size());
    texts_.emplace(word, std::move(text));
    return word;
  }
  /// The text that a word stands for; the text of the word itself when it stands for none.
  ContentPtr text_of(const std::string& word) const {
    const auto found = texts_.find(word);
    return found == texts_.end() ? content_of(word) : found->second;
  }
  /// A text with the long ones in the places of their words; kBodyTooLarge above `most` bytes.
  Result<std::string> restored(std::string_view text, std::size_t most) const;

 private:
  std::string secret_;
  std::map<std::string, ContentPtr> texts_;
};

}  // namespace ost::base
