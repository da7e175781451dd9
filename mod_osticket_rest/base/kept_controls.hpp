// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace ost::base {

/// DEL and the controls U+0080 to U+009F, which HTML5 parsers replace and libxml, by which osTicket
/// balances markup (Format::html_balance), keeps: as private characters U+10FF7F to U+10FF9F.
std::string hide_kept_controls(std::string_view text);

/// The controls again; a text's own characters U+10FF7F to U+10FF9F become controls too, where a
/// session of osTicket's would have made question marks of them.
std::string show_kept_controls(std::string_view text);

}  // namespace ost::base
