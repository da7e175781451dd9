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


def names_of(statement):
    """The tables of a statement by the names that its plan has for them."""
    return {alias or table: table for table, alias in NAME.findall(VALUE.sub("?", statement))}


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
    return {names.get(row[2]) for row in plan if row[3] == "ALL"} & set(TABLES)


def full_scans(database, requests):
    """The names of the tables that the statements of these requests read whole, in order."""
    found = set()
    for statement in forms_of(requests):
        found |= scanned(statement, database.sql("EXPLAIN " + statement, DATABASE))
    return sorted(found)
