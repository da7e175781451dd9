// SPDX-License-Identifier: MIT
// Which elements, attributes and addresses clean_markup keeps.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ost::base {

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

/// Elements that stay; what is inside the others is kept without them.
bool is_kept_element(std::string_view name);
/// Elements whose content goes with them.
bool is_dropped_whole(std::string_view name);
/// Elements without content, written <name />.
bool is_void_element(std::string_view name);
/// Elements that stay although nothing is inside them.
bool may_be_empty(std::string_view name);

/// The value with which an attribute stays; empty when it goes. An address with a scheme that is
/// not allowed gets the prefix "denied:", as osTicket writes it. `decoded` is the value without
/// entities.
std::optional<std::string> kept_attribute(std::string_view element, std::string_view name,
                                          std::string_view value, std::string_view decoded);

/// True for the frames of the video sites osTicket admits by default.
bool is_admitted_frame(std::string_view address);

}  // namespace ost::base
