# SPDX-License-Identifier: MIT
"""Which statements read a whole table of tickets, threads or entries, by the server's own plan for them."""
import re

from bench.data import DATABASE

TABLES = ("ost_ticket", "ost_thread", "ost_thread_entry")
# With fewer tickets reading them all may be the best plan.
FEWEST = 10000
VALUE = re.compile(r"'(?:[^'\\]|\\.|'')*'|\b\d+\b", re.S)
NAME = re.compile(r"\b(?:FROM|JOIN)\s+`?(\w+)`?(?:\s+(?:AS\s+)?`?(?!(?:AS|ON|JOIN|LEFT|INNER|WHERE|ORDER|GROUP|LIMIT|USE|FORCE)\b)(\w+)`?)?",
                  re.I)

TOKEN = re.compile(r"[()]|\bSELECT\b|" + NAME.pattern, re.I)


def names_of(statement):
    """The tables of each SELECT by the names that its plan has for them, in the order by which a plan numbers the SELECTs."""
    found, opened, depth = [], [], 0
    for token in TOKEN.finditer(VALUE.sub("?", statement)):
        if token.group() == "(":
            depth += 1
        elif token.group() == ")":
            depth -= 1
            opened = [one for one in opened if one[0] <= depth]
        elif token.group(1):
            opened[-1][1][token.group(2) or token.group(1)] = token.group(1)
        else:
            found.append({})
            # One of a UNION ends the one before it.
            opened = [one for one in opened if one[0] < depth] + [(depth, found[-1])]
    return found


def tables_of(row, names):
    """What the row of a plan reads; where a SELECT has become a part of another, every table that has this name."""
    own = names[int(row[0]) - 1] if row[0].isdigit() and int(row[0]) <= len(names) else {}
    return {own[row[2]]} if row[2] in own else {tables[row[2]] for tables in names if row[2] in tables}


def forms_of(requests):
    """One statement of each form that reads."""
    found = {}
    for statements in requests:
        for text in statements:
            statement = text.decode("utf-8", "replace")
            if re.match(r"\(?\s*SELECT\b", statement, re.I):
                found.setdefault(VALUE.sub("?", statement), statement)
    return list(found.values())


def scanned(statement, plan):
    """Those of TABLES that a plan, the rows of EXPLAIN, reads from end to end without an index."""
    names = names_of(statement)
    return {table for row in plan if row[3] == "ALL" for table in tables_of(row, names)} & set(TABLES)


def full_scans(database, requests):
    """The names of the tables that the statements of these requests read whole, in order."""
    found = set()
    for statement in forms_of(requests):
        found |= scanned(statement, database.sql("EXPLAIN " + statement, DATABASE))
    return sorted(found)
