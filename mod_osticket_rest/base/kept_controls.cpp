// SPDX-License-Identifier: MIT
#include "base/kept_controls.hpp"

namespace ost::base {
namespace {

constexpr std::string_view kDelete = "\x7F";
constexpr std::string_view kHiddenDelete = "\xF4\x8F\xBD\xBF";
// The first bytes of U+0080 to U+009F and of what stands for them; the last byte is the same.
constexpr std::string_view kControl = "\xC2";
constexpr std::string_view kHiddenControl = "\xF4\x8F\xBE";

bool is_last_byte(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xE0) == 0x80;
}

std::string exchanged(std::string_view text, std::string_view del, std::string_view for_delete,
                      std::string_view control, std::string_view for_control) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    if (text.substr(i, del.size()) == del) {
      out += for_delete;
      i += del.size();
    } else if (text.substr(i, control.size()) == control &&
               is_last_byte(text, i + control.size())) {
      out += for_control;
      i += control.size();
    } else {
      out.push_back(text[i++]);
    }
  }
  return out;
}

}  // namespace

std::string hide_kept_controls(std::string_view text) {
  return exchanged(text, kDelete, kHiddenDelete, kControl, kHiddenControl);
}

std::string show_kept_controls(std::string_view text) {
  return exchanged(text, kHiddenDelete, kDelete, kHiddenControl, kControl);
}

}  // namespace ost::base
