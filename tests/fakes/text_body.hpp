// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "api/request.hpp"

namespace ost::fakes {

/// A body that is there already, handed out in pieces of a few bytes.
class TextBody final : public api::BodyReader {
 public:
  explicit TextBody(std::string text) : text_(std::move(text)) {}

  int pieces = 0;  ///< how many have been asked for
  std::optional<std::int64_t> announces{};

  std::optional<std::int64_t> announced() const override { return announces; }
  base::Result<std::string_view> next() override {
    ++pieces;
    const std::string_view piece = std::string_view(text_).substr(at_, 7);
    at_ += piece.size();
    return piece;
  }

 private:
  std::string text_;
  std::size_t at_ = 0;
};

}  // namespace ost::fakes
