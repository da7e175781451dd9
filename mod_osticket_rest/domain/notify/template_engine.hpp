// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/notify/template_value.hpp"

namespace ost::domain {

/// The first words that a template may use, and what they stand for. A whole name with dots stands
/// for its value before its first word does. A word that stands for plain
/// text or markup gives it whatever follows.
using TemplateRoots = std::vector<std::pair<std::string, TemplateValue>>;

/// Where the values go: into markup, where plain text is encoded, or into a line of plain text,
/// where tags and line breaks are left out.
enum class TemplateContext { kMarkup, kLine };

constexpr std::size_t kLongestExpansion = 16 * 1024 * 1024;

/// The template with what its variables stand for: %{a.b.c}, also with either end encoded for
/// addresses, %%7Ba.b%7D. The first word is as written, the rest in any letter case. An unknown
/// first word stays as it is, an unknown rest becomes nothing. Each variable is expanded once and
/// its value never again. Linear in the length of the template and of what it gives; variables stay
/// as they are where the text would grow beyond kLongestExpansion (VariableReplacer::replaceVars).
std::string expand_template(std::string_view text, const TemplateRoots& roots,
                            TemplateContext context);

}  // namespace ost::domain
