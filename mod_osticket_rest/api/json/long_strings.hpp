// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/files.hpp"
#include "base/system.hpp"

namespace ost::api {

/// Takes long strings out of a JSON text while it comes in, so that the contents of files are never
/// in memory: those that are members of an object in a list of the outermost object, as files are
/// sent, and the base64 of images in the markup of its member `message`. Each is kept in a spool,
/// unescaped, and a word stands in its place. The rest is the JSON text, for the parser to judge.
class LongStrings {
 public:
  /// `most` bounds the text that stays in memory.
  LongStrings(std::shared_ptr<base::Spool> spool, base::Random& random, std::int64_t most);

  /// kBodyTooLarge above one of the bounds, kInvalidJson for a string that cannot be unescaped.
  base::Status add(std::string_view piece);

  /// Both to be asked behind the last piece.
  std::string& text() { return text_; }
  base::SpooledTexts& texts() { return texts_; }

 private:
  base::Status search(std::string_view piece);
  std::size_t plain_run(std::string_view piece) const;
  base::Status take(char c);
  base::Status take_in_string(char c);
  void take_outside(char c);
  void follow_image(char c);
  base::Status lift_what_is_long();
  base::Status begin_lifting(std::size_t from);
  base::Status lift_image(char c);
  base::Status end_image();
  base::Status lift(char c);
  base::Status unescape(char c);
  base::Status add_point(std::uint32_t unit);
  base::Status put(std::string_view bytes);
  base::Status end_lifting();

  std::shared_ptr<base::Spool> spool_;
  std::int64_t most_;
  base::SpooledTexts texts_;
  std::string text_;
  bool is_searched_ = false;  ///< a text shorter than what is long is not
  std::string kinds_;         ///< of the values that are open, by the letters { and [
  bool in_string_ = false;
  bool is_name_ = false;
  bool awaits_name_ = false;
  bool is_escaped_ = false;
  std::size_t string_from_ = 0;

  std::string member_;          ///< the outermost object's, whose value is read
  bool has_tag_ = false;        ///< whether the string holds a `<`
  std::size_t image_from_ = 0;  ///< where the base64 of an image begins; 0: in none

  // Of what is lifted: a whole string, or the base64 of an image in one.
  bool is_lifting_ = false;
  std::string lifted_;  ///< not yet in the spool
  std::int64_t lifted_from_ = 0;
  std::string escape_;  ///< what has come of one
  std::uint32_t high_surrogate_ = 0;
};

}  // namespace ost::api
