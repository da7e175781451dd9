// SPDX-License-Identifier: MIT
#include "api/http/multipart.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace ost::api {
namespace {

constexpr std::size_t kLongestHead = 16 * 1024;
constexpr std::size_t kLongestBoundary = 70;
constexpr int kMostParts = 1000;

base::Error malformed(const char* reason) {
  return base::Error{base::Errc::kInvalidFields, "Invalid multipart body", "", {{"body", reason}}};
}

bool is_boundary_letter(char c) {
  constexpr std::string_view kOthers = "'()+_,-./:=? ";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         kOthers.find(c) != std::string_view::npos;
}

}  // namespace

std::optional<std::string> boundary_of(std::string_view content_type) {
  const HeaderValue header = parse_header_value(content_type);
  if (header.value != "multipart/form-data") return std::nullopt;
  const std::string* boundary = header.find("boundary");
  if (!boundary || boundary->empty() || boundary->size() > kLongestBoundary ||
      boundary->back() == ' ' ||
      !std::all_of(boundary->begin(), boundary->end(), is_boundary_letter))
    return std::nullopt;
  return *boundary;
}

base::Status MultipartReader::add(std::string_view piece) {
  if (state_ == State::kEpilogue) return {};
  waiting_.append(piece);
  for (bool goes_on = true; goes_on;)
    if (base::Status done = step(goes_on); !done) return done;
  return {};
}

base::Status MultipartReader::end() const {
  return state_ == State::kEpilogue ? base::Status() : malformed("ended before its last boundary");
}

base::Status MultipartReader::step(bool& goes_on) {
  switch (state_) {
    case State::kPreamble:
    case State::kContent:
      return pass_content(goes_on);
    case State::kBehindBoundary:
      return pass_boundary(goes_on);
    case State::kHead:
      return pass_head(goes_on);
    case State::kEpilogue:
      break;
  }
  waiting_.clear();
  goes_on = false;
  return {};
}

// Up to the boundary; of what may be the start of one nothing is passed on yet.
base::Status MultipartReader::pass_content(bool& goes_on) {
  const std::size_t found = waiting_.find(delimiter_);
  const std::size_t kept = std::min(delimiter_.size() - 1, waiting_.size());
  const std::size_t until = found == std::string::npos ? waiting_.size() - kept : found;
  if (state_ == State::kContent && until > 0)
    if (base::Status taken = taker_.take(std::string_view(waiting_).substr(0, until)); !taken)
      return taken;
  if (found == std::string::npos) {
    waiting_.erase(0, until);
    goes_on = false;
    return {};
  }
  const bool was_part = state_ == State::kContent;
  waiting_.erase(0, found + delimiter_.size());
  state_ = State::kBehindBoundary;
  return was_part ? taker_.end() : base::Status();
}

// "--" ends the body; else a line end follows, which may have blanks before it.
base::Status MultipartReader::pass_boundary(bool& goes_on) {
  if (waiting_.compare(0, 2, "--") == 0) {
    state_ = State::kEpilogue;
    return {};
  }
  const std::size_t line = waiting_.find_first_not_of(" \t");
  if (line == std::string::npos || waiting_.size() < line + 2) {
    goes_on = false;
    return waiting_.size() > kLongestHead ? malformed("a boundary does not end") : base::Status();
  }
  if (waiting_.compare(line, 2, "\r\n") != 0) return malformed("a boundary is not a line");
  if (++parts_ > kMostParts) return malformed("has more than 1,000 parts");
  // The line end stays: a part without a head begins with an empty line.
  waiting_.erase(0, line);
  state_ = State::kHead;
  return {};
}

base::Status MultipartReader::pass_head(bool& goes_on) {
  const std::size_t end = waiting_.find("\r\n\r\n");
  if (end > kLongestHead) {  // npos is, too
    goes_on = false;
    return waiting_.size() > kLongestHead ? malformed("the head of a part is too long")
                                          : base::Status();
  }
  const auto head = parse_part_head(std::string_view(waiting_).substr(0, end));
  if (!head) return head.error();
  waiting_.erase(0, end + 4);
  state_ = State::kContent;
  return taker_.begin(*head);
}

}  // namespace ost::api
