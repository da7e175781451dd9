# SPDX-License-Identifier: MIT
"""Makes of what the project says once what a Debian package says again: changelog, control file, the module's manual.
   debian.py TREE SECONDS MAINTAINER BUILD-DEPENDS...   writes into TREE/debian; SECONDS is the time of the last change
"""
import email.utils
import os
import re
import sys
import textwrap
import time

HEADING = re.compile(r"^## (\d[\w.]*)( \(unreleased\))?\s*$", re.M)
COMMENT = re.compile(r"^# (?!---)(.+)$")
DIRECTIVE = re.compile(r"^(#?)(OsTicket\w+) (.+)$")


def newest_changes(text):
    """(version, whether it is released, its points) of the first version in CHANGELOG.md."""
    first = HEADING.search(text)
    if not first:
        raise SystemExit("CHANGELOG.md begins with no version")
    following = HEADING.search(text, first.end())
    section = text[first.end():following.start() if following else len(text)]
    return first.group(1), not first.group(2), re.findall(r"^- (.+)$", section, re.M)


def debian_version(version, is_released, seconds):
    """Below the version that it leads to, and above an earlier state of it."""
    return version if is_released else version + "~" + time.strftime("%Y%m%d%H%M%S", time.gmtime(seconds))


def changelog(version, points, maintainer, seconds):
    lines = ["mod-osticket-rest (%s) unstable; urgency=medium" % version, ""]
    for point in points:
        lines += textwrap.wrap(point.replace("`", ""), 78, initial_indent="  * ", subsequent_indent="    ",
                               break_on_hyphens=False)
    return "\n".join(lines + ["", " -- %s  %s" % (maintainer, email.utils.formatdate(seconds)), ""])


def roff(text):
    return text.replace("\\", "\\e").replace("-", "\\-")


def directives(configuration):
    """The comment above each directive of the reference configuration, as a list of a manual page."""
    lines, comment = [], []
    for line in configuration.splitlines():
        found = DIRECTIVE.match(line)
        if found:
            lines += [".TP", '.BI %s " %s"' % (found.group(2), roff(found.group(3))), roff(" ".join(comment)),
                      "Shown is %s." % ("an example" if found.group(1) else "the default")]
        said = COMMENT.match(line)
        comment = comment + [said.group(1)] if said else []
    return "\n".join(lines)


def read(*names):
    with open(os.path.join(*names), encoding="utf-8") as f:
        return f.read()


def write(text, *names):
    with open(os.path.join(*names), "w", encoding="utf-8") as f:
        f.write(text)


def fill(text, **values):
    for name, value in values.items():
        text = text.replace("@%s@" % name, value)
    return text


def main(tree, seconds, maintainer, *packages):
    seconds = int(seconds)
    version, is_released, points = newest_changes(read(tree, "CHANGELOG.md"))
    write(changelog(debian_version(version, is_released, seconds), points, maintainer, seconds), tree, "debian", "changelog")
    write(fill(read(tree, "debian", "control.in"), MAINTAINER=maintainer, BUILD_PACKAGES=", ".join(packages)),
          tree, "debian", "control")
    write(fill(read(tree, "docs", "man", "mod_osticket_rest.8.in"), VERSION=version,
               DATE=time.strftime("%Y-%m-%d", time.gmtime(seconds)),
               DIRECTIVES=directives(read(tree, "conf", "osticket_rest.conf"))), tree, "debian", "mod_osticket_rest.8")


if __name__ == "__main__":
    main(*sys.argv[1:])
