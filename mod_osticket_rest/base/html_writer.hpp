// SPDX-License-Identifier: MIT
// What base/html.cpp needs to turn a parsed body back into text.
#pragma once

#include <gumbo.h>

#include <string>
#include <string_view>

namespace ost::base {

/// Stands for the ampersand of an entity while the parser has the text, so that entities come out
/// as they went in. A private character, taken out of what comes in.
constexpr std::string_view kAmpersand = "\xEE\x80\x80";

std::string replace_all(std::string text, std::string_view from, std::string_view to);
std::string restore_entities(std::string text);

/// The children of the element as markup: what is kept, balanced, without recursion.
std::string write_kept_markup(const GumboNode* element);

}  // namespace ost::base
