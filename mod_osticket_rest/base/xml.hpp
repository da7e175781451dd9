// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace ost::base {

/// Hears of a document's elements in their order.
class XmlReader {
 public:
  using Attributes = std::vector<std::pair<std::string, std::string>>;

  virtual ~XmlReader() = default;
  virtual void start(std::string name, Attributes attributes) = 0;
  virtual void text(std::string_view piece) = 0;
  virtual void end() = 0;
};

/// Reads a document in UTF-8, or in what it says itself, by expat. kInvalidJson, with what is wrong
/// and where ("mismatched tag at line 1:15"), for what is not well formed, for elements that stand
/// deeper than 64 in each other, and for any document type: a text that declares entities can grow
/// without bounds or name files of the server.
Status parse_xml(std::string_view text, XmlReader& reader);

}  // namespace ost::base
