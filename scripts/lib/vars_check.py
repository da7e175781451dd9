# SPDX-License-Identifier: MIT
"""Checks that templates give what osTicket gives, by ../shared/conform/vars.json and html2text.json, where they are present.

    python3 -B scripts/lib/vars_check.py FOLDER      where `make tools` has put expand_vars and text_of_markup

The last line reads `N passed, N failed`.
Whether & and quotes are escaped is tolerated, U+202F is a space, and a line is not cut inside a word.
"""
import html
import json
import os
import re
import subprocess
import sys

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
sys.path.insert(0, os.path.join(ROOT, "scripts", "lib"))
from processes import end_on_signal  # noqa: E402
from places import remove_folder, temporary_folder  # noqa: E402
from servers import MariaDb  # noqa: E402

CONFORM = os.path.join(ROOT, "..", "shared", "conform")
DATABASE = "osticket_vars"
TICKETS = (1, 2, 3)
# The entries that `setup` makes for ticket N: its message is N, its response 100 + N, its note 200 + N.
ENTRIES = {"message": 0, "response": 100, "note": 200}


def recorded(name):
    with open(os.path.join(CONFORM, name), encoding="utf-8") as file:
        return json.load(file)


def root(word, what, ticket):
    if what in ENTRIES:
        return "entry:%d" % (ENTRIES[what] + ticket)
    if re.fullmatch(r"owner|(staff|team):\d+", what):
        return what
    return ("markup:" if word in ("signature", "comments") else "text:") + what


def jobs(variables):
    for case in variables["cases"]:
        for ticket in TICKETS:
            roots = {word: root(word, what, ticket) for word, what in variables["contexts"][case["context"]].items()}
            yield {"ticket": ticket, "text": case["text"], "roots": roots}


def plain(text):
    return html.unescape(html.unescape(text)).replace("\u202f", " ").replace("\u00a0", " ")


def run(tool, arguments, data):
    done = subprocess.run([tool, *arguments], input=json.dumps(data).encode(), stdout=subprocess.PIPE, check=True)
    return done.stdout.decode().split("\0")[:-1]


def check_variables(folder, database):
    variables = recorded("vars.json")
    for statements in variables["setup"]:
        database.sql(statements, DATABASE)
    sys.path.insert(0, CONFORM)
    from mails import SALT
    found = run(os.path.join(folder, "expand_vars"), [database.socket, DATABASE, SALT], list(jobs(variables)))
    wrong = 0
    for number, case in enumerate(variables["cases"]):
        for at, expected in enumerate(case["out"]):
            got = found[number * len(TICKETS) + at]
            if plain(got) != plain(expected):
                wrong += 1
                print("%s %s, ticket %d: %r, osTicket has %r" % (case["context"], case["text"], TICKETS[at], got, expected))
    return len(found), wrong


def folded(text):
    """Long words in one piece and white space as one space, as osTicket cuts words at 90 bytes."""
    return re.sub(r"\s+", " ", re.sub(r"(?m)^(\S{90})\n(?=\S)", r"\1", text))


def check_texts(folder):
    rows = recorded("html2text.json")
    found = run(os.path.join(folder, "text_of_markup"), [], [row["html"] for row in rows])
    wrong = 0
    for row, got in zip(rows, found):
        is_cut = re.search(r"\S{91}", row["html"]) is not None
        same = folded(got) == folded(row["text"]) if is_cut else got == row["text"]
        if not same and not row.get("optional"):
            wrong += 1
            print("text of %r: %r, osTicket has %r" % (row["html"], got, row["text"]))
    return len(rows), wrong


def main():
    if not os.path.isdir(CONFORM):
        print("skipped: no recorded variables and texts beside the project")
        return 0
    end_on_signal()
    folder = temporary_folder()
    database = MariaDb(folder)
    try:
        database.create().start()
        database.create_database(DATABASE)
        database.load(os.path.join(CONFORM, "base.sql"), DATABASE)
        counts = [check_variables(sys.argv[1], database), check_texts(sys.argv[1])]
    finally:
        database.stop()
        remove_folder(folder)
    rows, wrong = (sum(count) for count in zip(*counts))
    print("%d passed, %d failed" % (rows - wrong, wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
