// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace ost::api {

/// True when a text may name a picture that came along with it.
bool names_pictures(std::string_view text);

/// Puts the addresses of pictures in the place of their content ids, "cid:" and a file's key in
/// double quotes, as osTicket's Format::viewableImages finds them. A text may come in pieces of any
/// size.
class ImageAddresses {
 public:
  /// By the keys of the files; a key that is not among them stays as it is.
  explicit ImageAddresses(std::map<std::string, std::string, std::less<>> addresses)
      : addresses_(std::move(addresses)) {}

  /// Takes a piece, and gives what is done of all pieces so far: whole characters, no half id.
  std::string next(std::string_view piece);
  /// What is left.
  std::string rest();

 private:
  std::string take(std::size_t least);

  std::map<std::string, std::string, std::less<>> addresses_;
  std::string text_;
};

}  // namespace ost::api
