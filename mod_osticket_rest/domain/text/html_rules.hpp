// SPDX-License-Identifier: MIT
// Which attributes, addresses and styles clean_markup keeps, and what it writes for elements of
// old.
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

/// The declarations of a style attribute that are kept, written as osTicket does
/// (Format::__html_cleanup), of each property the first. A declaration stays when its property is
/// known and its value is made of words, numbers, colours, quoted names and functions that fetch
/// and run nothing, judged without comments and escapes; `position` is not known.
std::string kept_style(std::string_view style);

constexpr std::size_t kPropertyCount = 199;

/// The place of a CSS property, in small letters, that a style may set; empty for others.
std::optional<std::size_t> find_property(std::string_view name);

/// True for the functions, in small letters, that compute a length or a colour from what is inside
/// them. What fetches (url, image-set, cross-fade, src, element, paint) or asks the page (attr,
/// var, env) is none of them.
bool is_known_function(std::string_view name);

}  // namespace ost::domain
