// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ost::domain {

/// Says where the images of a text lie once it is stored.
class ImageSources {
 public:
  virtual ~ImageSources() = default;
  /// Asked for the address of each image that is written, without entities, in the order of the
  /// text. The address in its place; empty: the image goes.
  virtual std::optional<std::string> source_of(std::string_view address) = 0;
};

}  // namespace ost::domain
