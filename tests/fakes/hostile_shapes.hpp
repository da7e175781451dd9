// SPDX-License-Identifier: MIT
// Text that costs more than it weighs where a reader goes back, looks ahead or keeps a list.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ost::fakes {

/// A text of any size: what begins it, what is repeated and what ends it. A '#' of `unit` is
/// another number each time.
struct HostileShape {
  std::string_view name;
  std::string_view start;
  std::string_view unit;
  std::string_view end;

  std::string text(std::size_t size) const {
    std::string made(start);
    made.reserve(size + 32);
    for (std::size_t number = 0; made.size() + unit.size() + end.size() <= size; ++number)
      for (const char c : unit)
        if (c == '#')
          made += std::to_string(number);
        else
          made.push_back(c);
    return made.append(end);
  }
};

constexpr std::string_view kAccents = "\u0301\u0323";
constexpr std::string_view kTibetan = "\u0F81";

constexpr HostileShape kHostileShapes[] = {
    {"bold and stray end", "", "<b></p>", ""},
    {"italic and stray end", "", "<i></p>", ""},
    {"svg and stray end", "", "<svg></p>", ""},
    {"math and stray end", "", "<math></p>", ""},
    {"many attributes", "<p ", "a# ", ">x</p>"},
    {"many attributes with values", "<p ", "a#=1 ", ">x</p>"},
    {"one attribute often", "<p ", "title=1 ", ">x</p>"},
    {"all attributes in many tags", "", "<p a b c d title=x class=y>", ""},
    {"ampersands", "", "&", ""},
    {"ampersands in a value", "<p title=\"", "&", "\">x</p>"},
    {"unknown entities", "", "&e#;", ""},
    {"entities without end", "", "&amp", ""},
    {"numbers without end", "", "&#1", ""},
    {"one long number", "&#", "0", "65;"},
    {"numbers of no character", "", "&#1114112;", ""},
    {"another end", "", "<b>x</i>", ""},
    {"end of bold in blocks", "", "<div></b>", ""},
    {"end of strong in emphasis", "", "<em></strong>", ""},
    {"private characters", "", "\uE000x", ""},
    {"controls", "", "\x7F\u0081", ""},
    {"characters that are none", "", "\xC3", ""},
    {"plain lines", "", "line\n", ""},
    {"breaks", "", "<br>", ""},
    {"paragraphs", "", "<p>x", ""},
    {"blocks without end", "", "<div>", ""},
    {"bold without end", "", "<b>", ""},
    {"fonts that differ", "", "<font size=#>", ""},
    {"fonts that paragraphs close", "<p><font size=1><font size=2><font size=3></p>", "<p>x", ""},
    {"crossing formats", "", "<a><b><i></a></b></i>", ""},
    {"links", "", "<a href=x target=_blank>", ""},
    {"tables in tables", "", "<table><tr><td>", ""},
    {"tables that hold text", "", "<table>x", ""},
    {"cells in formats", "<table><tr><td><b><b><b><b>", "<td><b>", ""},
    {"rules in deep formats", "<table><tr><td><b><i><u><b><i><u><b><i><u>", "<hr>", ""},
    {"lists", "", "<ul><li>", ""},
    {"items", "<ul>", "<li><p><b>", ""},
    {"terms", "<dl>", "<dt><dd>", ""},
    {"forms and selects", "", "<form><select><option>", ""},
    {"headings", "", "<h1><h2>", ""},
    {"less-than signs", "", "<", ""},
    {"comments without end", "", "<!--", ""},
    {"dashes in a comment", "<!--", "--", ""},
    {"scripts without end", "", "<script>", ""},
    {"scripts in scripts", "", "<scr<script></script>", ""},
    {"styles and ends of scripts", "", "<style></script>", ""},
    {"titles without end", "", "<title>", ""},
    {"quotes without end", "", "<a b=\"", ""},
    {"slashes in a tag", "<p ", "/", ">"},
    {"elements of old", "", "<s>x</s>", ""},
    {"empty elements", "", "<i><b></b></i>", ""},
    {"spaces", "", " ", "x"},
    {"spaces in tags", "", "<b> </b> ", ""},
    {"images", "", "<img src=x>", ""},
    {"declarations", "<p style=\"", "color:red;", "\">x</p>"},
    {"declarations that are none", "<p style=\"", "a:(", "\">x</p>"},
    {"escapes in a style", "<p style=\"", "\\61 ", "\">x</p>"},
    {"comments in a style", "<p style=\"", "/*", "\">x</p>"},
    {"classes", "<p class=\"", "Mso ", "\">x</p>"},
    {"addresses", "", "<a href=\"j&#97;va\nscript:x\">y</a>", ""},
    {"accents out of order", "a", kAccents, ""},
    {"marks that come apart", "a", kTibetan, ""},
    {"semicolons", "data:", ";", ",x"}};

}  // namespace ost::fakes
