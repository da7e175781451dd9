// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace ost::domain {

/// The declarations of a style attribute that are kept, written as osTicket does
/// (Format::__html_cleanup), of each property the first. A declaration stays when its property is
/// known and its value is made of words, numbers, colours, quoted names and functions that fetch
/// and run nothing, judged without comments and escapes; `position` is not known.
std::string kept_style(std::string_view style);

}  // namespace ost::domain
