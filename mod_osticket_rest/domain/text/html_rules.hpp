// SPDX-License-Identifier: MIT
// Which attributes and addresses clean_markup keeps, and what it writes for elements of old.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ost::domain {

/// The element that is written for one that HTML no longer has, and the style it stands for
/// (htmLawed's transformation of tags, which Format::safe_html leaves on).
struct Successor {
  std::string_view former;
  std::string_view name;
  std::string_view style;
};
/// nullptr for an element that stays what it is.
const Successor* successor_of(std::string_view name);
/// The declarations that an attribute of <font> stands for, "" for another attribute.
std::string font_style(std::string_view attribute, std::string_view value);

constexpr std::size_t kAttributeCount = 47;
/// The place of an attribute, in small letters, that some element keeps; empty for others.
std::optional<std::size_t> find_attribute(std::string_view name);
std::string_view attribute_name(std::size_t attribute);

/// The value with which an attribute stays; empty when it goes. An address with a scheme that is
/// not allowed gets the prefix "denied:", as osTicket writes it. `decoded` is the value without
/// entities.
std::optional<std::string> kept_attribute(std::string_view element, std::string_view name,
                                          std::string_view value, std::string_view decoded);

/// Whether a link with that target opens another window, whose page could reach the one it came
/// from.
bool opens_window(std::string_view target);
/// The value of `rel` that keeps it from that.
std::string without_opener(std::string_view relations);

/// True for the frames of the video sites osTicket admits by default.
bool is_admitted_frame(std::string_view address);

}  // namespace ost::domain
