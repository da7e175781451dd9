# SPDX-License-Identifier: MIT
"""Texts with places that differ from one request to the next, as tests/bench/template.hpp fills them."""
import re


def number():
    """The request's number."""
    return "\x01k\x02"


def spread(base, modulus, factor=1):
    """base + number * factor % modulus."""
    return "\x01+%d,%d,%d\x02" % (base, modulus, factor)


def given_id(statement):
    """The id that statement `statement` of the same request was given."""
    return "\x01s%d\x02" % statement


def ticket_number():
    """Eight digits that depend on the request's number."""
    return "\x01r\x02"


def fill(text, k):
    """The text for request k; places that need a database's answer are not possible here."""
    def value(match):
        place = match.group(1)
        if place == "k":
            return str(k)
        base, modulus, factor = (int(n) for n in place[1:].split(","))
        return str(base + k * factor % modulus)
    return re.sub("\x01([^\x02]*)\x02", value, text)


def generalise(statements, places):
    """Puts places where the recorded statements have these numbers: {number: place}."""
    def replaced(match):
        place = places.get(int(match.group()))
        return place.encode() if place else match.group()
    return [re.sub(rb"\d+", replaced, statement) for statement in statements]


def inserting(statements, table):
    """The statements that insert into a table, in order."""
    start = re.compile(rb"INSERT (IGNORE )?INTO `?%s`?[ (]" % table.encode())
    return [n for n, statement in enumerate(statements) if start.match(statement)]
