// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "domain/text/html.hpp"
#include "fakes/harmless_markup.hpp"

#include <CppUTest/TestHarness.h>

using namespace ost;
using domain::clean_markup;
using fakes::is_harmless;

namespace {

// A style that can stand in single quotes.
std::string replace_quotes(std::string_view style) {
  std::string encoded;
  for (const char c : style) encoded += c == '\'' ? "&#39;" : std::string(1, c);
  return encoded;
}

}  // namespace

TEST_GROUP(CleanStyles){};

TEST(CleanStyles, leaves_styles_of_known_properties_and_harmless_values) {
  for (const char* style :
       {"margin:0 0 1em 0;line-height:1.5;font:12px/1.5 Arial, sans-serif", "color:rgb(1, 2, 3)",
        "font-size:11pt;font-family:'Calibri',sans-serif", "width:calc(1px + 2px)", "COLOR:Red",
        "color:red!important", "border:none;border-top:solid #E1E1E1 1.0pt", "color :red",
        "background-image:linear-gradient(red,blue)", "background-position:0% -.5em", "top:0"}) {
    const std::string html = std::string("<p style=\"") + style + "\">x</p>";
    STRCMP_EQUAL(html.c_str(), clean_markup(html).c_str());
  }
}

TEST(CleanStyles, writes_styles_as_osticket_does) {
  const std::pair<const char*, const char*> table[] = {
      {"color:red; ;margin: 1px;;", "color:red;margin:1px"},
      {"color:red;color:blue", "color:red"},
      {"font-family:\"Arial\"", "font-family:Arial"},
      {"font-family:\"Arial Black\", sans", "font-family:'Arial Black', sans"},
      {"font-family: \"Arial Black\", sans", "font-family:Arial Black, sans"},
      {"mso-x:y;-webkit-x:y;color:red", "color:red"},
      {"/* a;b */color:/**/red", "color:red"},
      {"\\63olor:r\\65 d;font-family:\\5FAE\\8F6F", "color:red;font-family:\u5FAE\u8F6F"}};
  for (const auto& [in, out] : table)
    STRCMP_EQUAL((std::string("<p style=\"") + out + "\">x</p>").c_str(),
                 clean_markup("<p style='" + replace_quotes(in) + "'>x</p>").c_str());
}

TEST(CleanStyles, drops_styles_that_fetch_run_or_leave_their_place) {
  for (const char* style : {"background:url(//e.example/x)",
                            "background:image-set('//e.example/x' 1x)",
                            "list-style:url(//e.example/x)",
                            "list-style-image:none",
                            "content:url(x)",
                            "mask:url(x)",
                            "background:-webkit-image-set(url(x) 1x)",
                            "background:cross-fade(url(x),url(y))",
                            "background:src('x')",
                            "background:element(#x)",
                            "background:paint(x)",
                            "background:attr(title)",
                            "color:var(--x)",
                            "padding:env(x)",
                            "width:expression(run())",
                            "background:u\\72l(x)",
                            "background:\\75\\72\\6c\\28x\\29",
                            "background:u/**/rl(x)",
                            "background:ur\\l(x)",
                            "position:fixed",
                            "position :fixed",
                            "POSITION\t:fixed",
                            "p\\6fsition:fixed",
                            "\\70osition:absolute",
                            "/**/position:fixed",
                            "position/**/:fixed",
                            "behavior:url(x)",
                            "-moz-binding:url(x)",
                            "shape-outside:url(x)",
                            "border-image:url(x) 1",
                            "unknown:1",
                            "color:\"a\\22;position:fixed\"",
                            "color:red}p{color:red",
                            "color:a:b",
                            "font-family:'a(b'",
                            "font-family:url\"(x)\"",
                            "font-family:\"url\"(x)",
                            "color:red\\;x:y",
                            "background:rgb(1,2",
                            "color:expression(1)",
                            "width:calc(url(x))",
                            "color:&#117;rl(x)",
                            "@import 'x'",
                            "cursor:url(x),auto",
                            "filter:url(x)",
                            "clip-path:url(#x)",
                            "color:\\1F4A9"
                            "url(x)",
                            "background:URL(x)"})
    STRCMP_EQUAL("<p>x</p>",
                 clean_markup("<p style='" + replace_quotes(style) + "'>x</p>").c_str());
}
