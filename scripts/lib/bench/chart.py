# SPDX-License-Identifier: MIT
"""Draws a result file as a bar chart: requests a second of each case, with its floors as thinner bars below it."""
from xml.sax.saxutils import escape

WIDTH, LEFT, RIGHT, TOP = 900, 190, 110, 60
BAR, THIN, GAP = 14, 6, 10
COLOURS = {"case": "#1f6f8b", "sql": "#d98032", "file": "#8a8f98", "naive": "#b5474f", "naive-count": "#7d5ba6"}
NAMES = {"case": "the API", "sql": "the same statements alone", "file": "the same bytes as a file",
         "naive": "obvious statements alone", "naive-count": "obvious statements and a count"}


def bars_of(fields):
    """(kind, requests a second) of a case and its floors."""
    floors = fields.get("floors", {})
    return [("case", fields["requests_per_second"])] + [
        (kind, floors[kind]["requests_per_second"]) for kind in COLOURS if kind in floors]


def text(x, y, words, more=""):
    return '<text x="%g" y="%g"%s>%s</text>' % (x, y, more, escape(words))


def group(fields, label, y):
    """One case: its own scale, so that slow cases show as well as fast ones. The elements and the height."""
    bars = bars_of(fields)
    most = max(value for _, value in bars) or 1
    found, start = [text(LEFT - 8, y + BAR - 3, label, ' text-anchor="end"')], y
    for kind, value in bars:
        height = BAR if kind == "case" else THIN
        width = (WIDTH - LEFT - RIGHT) * value / most
        found.append('<rect x="%d" y="%g" width="%.1f" height="%d" fill="%s"><title>%s: %.1f/s</title></rect>'
                     % (LEFT, y, max(width, 1), height, COLOURS[kind], escape(NAMES[kind]), value))
        if kind == "case":
            found.append(text(LEFT + width + 5, y + BAR - 3, "%.0f/s" % value))
        y += height + 2
    return found, y - start + GAP


def legend(kinds):
    found, x = [], 20
    for kind in kinds:
        found.append('<rect x="%d" y="34" width="10" height="10" fill="%s"/>' % (x, COLOURS[kind]))
        found.append(text(x + 14, 43, NAMES[kind]))
        x += 24 + 6.4 * len(NAMES[kind])
    return found


def draw(result):
    """The chart as SVG."""
    elements, y, used = [], TOP, []
    for fields in result["results"]:
        label = "%s, %d at once" % (fields["case"], fields["concurrency"])
        if fields.get("tickets", result["tickets"]) != result["tickets"]:
            label = "%s, %d tickets" % (fields["case"], fields["tickets"])
        found, height = group(fields, label, y)
        elements += found
        y += height
        used += [kind for kind, _ in bars_of(fields) if kind not in used]
    title = text(LEFT, 22, "Requests a second, {:,} tickets; each case has a scale of its own".format(result["tickets"]),
                 ' font-size="14"')
    return ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="11">\n'
            '<rect width="100%%" height="100%%" fill="#fff"/>\n%s\n</svg>\n'
            % (WIDTH, y + GAP, "\n".join([title] + legend([kind for kind in COLOURS if kind in used]) + elements)))
