// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace ost::api {

/// The head of a part of multipart/form-data.
struct PartHead {
  std::string name{};                      ///< of the form's field
  std::optional<std::string> file_name{};  ///< empty: the part is no file
  std::string type{};                      ///< without parameters; "": none was named
  std::string content_id{};                ///< without angle brackets
};

/// Gets the parts one after the other.
class PartTaker {
 public:
  virtual ~PartTaker() = default;
  virtual base::Status begin(const PartHead& head) = 0;
  virtual base::Status take(std::string_view bytes) = 0;
  virtual base::Status end() = 0;
};

/// The boundary of a Content-Type "multipart/form-data; boundary=…"; empty for any other type, and
/// for a boundary that RFC 2046 does not allow.
std::optional<std::string> boundary_of(std::string_view content_type);

/// Cuts a body into its parts while it comes in (RFC 7578, RFC 2046): linear in its length, with no
/// more memory than a head and one boundary. Nothing is decoded: browsers and curl send no
/// Content-Transfer-Encoding, and one that changes bytes is refused.
class MultipartReader {
 public:
  MultipartReader(const std::string& boundary, PartTaker& taker)
      : delimiter_("\r\n--" + boundary), taker_(taker) {}

  /// kInvalidFields for a body that is not of that form, or what the taker fails with.
  base::Status add(std::string_view piece);
  /// To be called behind the last piece: fails when the last boundary is missing.
  base::Status end() const;

 private:
  enum class State { kPreamble, kBehindBoundary, kHead, kContent, kEpilogue };

  base::Status step(bool& goes_on);
  base::Status pass_content(bool& goes_on);
  base::Status pass_boundary(bool& goes_on);
  base::Status pass_head(bool& goes_on);

  std::string delimiter_;
  PartTaker& taker_;
  // The first boundary has no line end before it.
  std::string waiting_ = "\r\n";
  State state_ = State::kPreamble;
  int parts_ = 0;
};

/// "value; name=value; name="quoted value"" as it is said by Content-Type and Content-Disposition.
struct HeaderValue {
  std::string value{};  ///< in small letters
  std::vector<std::pair<std::string, std::string>> parameters{};

  /// The first parameter of that name, which is written in small letters; nullptr when there is
  /// none.
  const std::string* find(std::string_view name) const;
};
HeaderValue parse_header_value(std::string_view text);

/// The head of a part. kInvalidFields where Content-Disposition is not form-data with a name, for
/// a name that is no UTF-8, and for a Content-Transfer-Encoding that changes the bytes.
base::Result<PartHead> parse_part_head(std::string_view lines);

}  // namespace ost::api
