# SPDX-License-Identifier: MIT
"""Multiplies attempts to run a script by the ways in which lists of such attempts hide, break and nest them."""
import os

import harness

FILE = os.path.join(harness.ROOT, "tests", "fixtures", "injection", "vectors.txt")

# Where the attempt stands.
PLACES = [
    "<table><tr><td>%s", "<table>%s", "<svg>%s", "<svg><desc>%s", "<svg><foreignObject>%s", "<svg><title>%s", "<svg></p><style>%s",
    "<math>%s", "<math><mtext>%s", "<math><mtext><table><mglyph><style><!--</style>%s", "<math><annotation-xml encoding=text/html>%s",
    "<form><math><mtext></form><form><mglyph><style></math>%s", "<select>%s", "<select><option>%s</select>", "<textarea>%s</textarea>",
    "<title>%s</title>", "<noscript><p title='</noscript>%s'>", "<style>%s</style>", "<style><!--</style>%s", "<!--%s-->", "<!-->%s",
    "<!--->%s", "<!-- --!>%s", "<template>%s</template>", "<iframe>%s</iframe>",
    "<iframe src=//www.youtube.com/embed/x><p title='</iframe>%s'></iframe>", "<xmp>%s</xmp>", "<plaintext>%s", "<noembed>%s",
    "<frameset>%s", "<object>%s</object>", "<p title=\"%s\">x", "<p title='%s'>x", "<p title=%s>x", "<a href=\"%s\">x</a>",
    "<a href='x'%s", "<b %s", "<b title=\"'\"%s", "<img alt=\"%s\" src=a.png>", "<font color=\"%s\">x</font>", "<font face='%s'>x",
    "<p style=\"color:%s\">x", "<div id='%s'>x", "<![CDATA[%s]]>", "<?xml %s ?>", "<!doctype %s>", "</p %s>", "</%s", "<script>%s",
    "<script>x</script>%s", "<scr<script>x</script>ipt>run(1)</script>%s", "<head>%s", "<head>x</head>%s", "<x:%s", "<p/%s",
    "%s%%", "<pre>\r%s", "<ul><li>%s</ul>", "<a><div><a>%s", "<b><p></b>%s", "<details open><summary>%s", "<marquee>%s",
]


def inserted(text, place, what):
    return text[:place] + what + text[place:]


# How the attempt is written.
SPELLINGS = [
    str.upper, str.swapcase,
    lambda v: "".join(c.upper() if i % 2 else c for i, c in enumerate(v)),
    lambda v: v.replace(" ", "/"), lambda v: v.replace(" ", "\t"), lambda v: v.replace(" ", "\f"), lambda v: v.replace(" ", "\r"),
    lambda v: v.replace(" ", "\v"), lambda v: v.replace(" ", "\u00a0"), lambda v: v.replace("=", " = "),
    lambda v: v.replace("=", "=\0"), lambda v: v.replace("<", "<\0"), lambda v: v.replace("script", "scr\0ipt"),
    lambda v: v.replace("on", "o\0n"), lambda v: v.replace("<", "<\x01"), lambda v: v.replace('"', "`"), lambda v: v.replace('"', ""),
    lambda v: v.replace("'", '"'), lambda v: v.replace("<", "&lt;").replace(">", "&gt;"),
    lambda v: v.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;"),
    lambda v: v.replace("&", "&amp;").replace("<", "&amp;lt;").replace(">", "&amp;gt;"),
    lambda v: v.replace("<", "&#60;"), lambda v: v.replace("<", "&#x3c;"), lambda v: v.replace("<", "&LT"),
    lambda v: v.replace(":", "&colon;"), lambda v: v.replace(":", "&amp;colon;"), lambda v: v.replace("j", "&#106;"),
    lambda v: v.replace("j", "&#0000106"), lambda v: v.replace("j", "&#x6a;"), lambda v: v.replace("j", "&amp;#x6a;"),
    lambda v: v.replace("script:", "scr&Tab;ipt:"), lambda v: v.replace("script:", "scr&NewLine;ipt&colon;"),
    lambda v: v.replace("(", "&lpar;").replace(")", "&rpar;"), lambda v: v.replace("(", "`").replace(")", "`"),
    lambda v: v.rstrip(">"), lambda v: v + v, lambda v: "<" + v, lambda v: v + "<!--", lambda v: '">' + v, lambda v: "'>" + v,
    lambda v: "-->" + v, lambda v: "]]>" + v, lambda v: "</style></title></textarea></script></xmp>" + v,
    lambda v: inserted(v, len(v) // 2, "<b>"), lambda v: inserted(v, len(v) // 3, "<!-- -->"),
    lambda v: inserted(v, len(v) // 2, "</p>"), lambda v: inserted(v, 1, "x:"), lambda v: inserted(v, len(v) // 2, "\ue000"),
    lambda v: inserted(v, len(v) // 2, "\u0130\u212a"), lambda v: v.replace("s", "\u017f"), lambda v: v.replace("<", "\uff1c"),
    lambda v: v.replace(" ", " a=b a=c "), lambda v: v.replace(" ", " style=\"x:'\" "), lambda v: v.replace(">", " x='>"),
    lambda v: v.replace("style=", "style=color:red;style="), lambda v: v.replace(":", "\\3a "), lambda v: v.replace("url", "u\\72 l"),
]


def from_file():
    with open(FILE, encoding="utf-8") as f:
        return [line.rstrip("\n") for line in f if line.strip() and not line.startswith("#")]


def multiplied():
    """Every attempt of the file as it is, in each place and in each spelling; each once, always in the same order."""
    found = dict.fromkeys(from_file())
    for vector in from_file():
        found.update(dict.fromkeys(place.replace("%s", vector) for place in PLACES))
        found.update(dict.fromkeys(spell(vector) for spell in SPELLINGS))
    return list(found)
