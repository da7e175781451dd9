# SPDX-License-Identifier: MIT
"""What is measured: for each case the requests it sends in turn, the same for the same data."""
import base64
import hmac
import json
import random

import sample
from bench import tables
from osticket_setup.tables import INDEXES, alter

CONCURRENCIES = (1, 8, 64)
USUAL = 8


class Case:
    """Requests that only read. A request is a query string and a key; `naive` gives obvious statements instead."""

    def __init__(self, name, requests, status=200, is_main=False, naive=None, is_tagged=False, is_kept=False,
                 set_up=None, is_long=False):
        self.name = name
        self.requests = requests
        self.status = status
        self.is_main = is_main
        self.naive = naive
        self.is_tagged = is_tagged  # the client has the answers already
        self.is_kept = is_kept  # by the module, for a while; its floor is one that is not
        self.set_up = set_up  # what the help desk has to have, beyond what osTicket makes
        self.is_long = is_long  # the answer to its one request


def concurrencies(case, wanted):
    """The main cases are measured at all of them."""
    return wanted if case.is_main else [USUAL]


def with_key(queries):
    return [(query, sample.KEY) for query in queries]


def pages(numbers, more=""):
    return with_key("?page=%d%s" % (n, more) for n in numbers)


def naive_page(page, size=20):
    """The statements that come to mind first for a page of the list."""
    first = (page - 1) * size
    ids = ",".join(str(first + n) for n in range(1, size + 1))
    return ["SELECT id, isactive, ipaddr, apikey, can_create_tickets FROM ost_api_key WHERE apikey = '%s'" % sample.KEY,
            "SELECT t.ticket_id, t.number, t.status_id, t.dept_id, t.topic_id, t.created, t.updated, c.subject, c.priority,"
            " s.name, p.priority_desc, u.name, e.address FROM ost_ticket t LEFT JOIN ost_user u ON u.id = t.user_id"
            " LEFT JOIN ost_user_email e ON e.id = u.default_email_id"
            " LEFT JOIN ost_ticket__cdata c ON c.ticket_id = t.ticket_id"
            " LEFT JOIN ost_ticket_status s ON s.id = t.status_id"
            " LEFT JOIN ost_ticket_priority p ON p.priority_id = c.priority"
            " ORDER BY t.ticket_id LIMIT %d OFFSET %d" % (size, first),
            "SELECT h.object_id, e.id, e.type, e.created, e.body, e.format, e.staff_id, e.user_id FROM ost_thread h"
            " JOIN ost_thread_entry e ON e.thread_id = h.id WHERE h.object_type = 'T' AND h.object_id IN (%s)"
            " ORDER BY e.id" % ids]


COUNT_ALL = "SELECT COUNT(*) FROM ost_ticket"


def refusals(chance):
    unknown = [("", "%032X" % chance.getrandbits(128)) for _ in range(200)]
    return [Case("no-key", [("", None)], status=401, is_main=True),
            Case("unknown-key", unknown, status=403, is_main=True)]


def cursor(values, of=""):
    """A place in a list, without filters by id, as the module signs it (api/read/cursor.cpp)."""
    secret = hmac.digest(sample.KEY.encode(), b"place in a list of tickets", "sha512")
    payload = json.dumps(values, separators=(",", ":")).encode()
    signature = hmac.digest(secret, payload + b"\n" + of.encode(), "sha512")[:24]
    return base64.urlsafe_b64encode(signature + payload).decode().rstrip("=")


def cursors(numbers):
    return with_key("?limit=20" + ("&cursor=" + cursor([str(20 * (n - 1))]) if n > 1 else "") for n in numbers)


def lists(tickets):
    shallow = range(1, min(50, tickets // 20) + 1)
    found = [Case("list-20", pages(shallow), is_main=True, naive=[naive_page(n) for n in shallow]),
             Case("list-100", pages(range(1, min(20, tickets // 100) + 1), "&per_page=100")),
             Case("list-20-none", pages(shallow, "&include=none")),
             Case("list-20-all", pages(shallow, "&include=responses,details,fields,collaborators,events"))]
    for middle in (1, 100, 4000):
        numbers = [n for n in range(middle, middle + 20) if n * 20 <= tickets]
        if numbers:
            found.append(Case("page-%d" % middle, pages(numbers)))
            found.append(Case("cursor-%d" % middle, cursors(numbers)))
    return found


def filters(tickets, chance):
    users = max(10, tickets // 10)
    found = [("status", ["status_id=%d&page=%d" % (s, p) for s in (1, 2, 3, 6) for p in range(1, 6)]),
             ("dept", ["dept_id=%d&page=%d" % (d, p) for d in range(1, tables.DEPARTMENTS + 1) for p in (1, 2)]),
             ("topic", ["topic_id=%d&page=%d" % (t, p) for t in range(5, tables.TOPICS + 1) for p in (1, 2)]),
             ("email", ["email=person%d@example.com" % chance.randint(1, users) for _ in range(200)]),
             ("open", ["state=open&sort=-created&limit=20&team_id=%d" % t for t in range(3)]),
             ("since", ["created_since=2025-0%d-%02d&limit=20" % (m, d) for m in range(3, 8) for d in (1, 9, 17, 25)]),
             ("search", ["search=%s&limit=20" % word for word in ("Invoice", "Crane", "loud", "needs+oil", "pumpe")]),
             ("q", ["q=%s" % word for word in ("Invoice", "Crane", "loud", "needs+oil", "Pump+77", "wet", "Kran+5")])]
    return [Case("filter-" + name, with_key("?" + query for query in queries)) for name, queries in found]


def downloads():
    """A file whole; the obvious statements read its chunks one by one."""
    key = "SELECT id, isactive, ipaddr, apikey, can_create_tickets FROM ost_api_key WHERE apikey = '%s'" % sample.KEY
    chunks = ["SELECT filedata FROM ost_file_chunk WHERE file_id = %d AND chunk_id = %d" % (tables.FILE, n)
              for n in range(tables.CHUNKS)]
    return [Case("download-10mb", with_key(["/1/attachments/%d" % tables.FILE]), naive=[[key] + chunks], is_long=True)]


def reports(tickets):
    """The numbers of a dashboard, and what a copy of the help desk asks for; that takes the index of osticket-rest-setup."""
    days = ["%02d-%02d" % (month, day) for month in range(1, 13) for day in (1, 8, 15, 22)]
    ranges = ["stats?since=2023-%s&until=2024-%s&dept_id=%d" % (day, day, 1 + n % tables.DEPARTMENTS) for n, day in enumerate(days)]
    # Each a place behind tickets, events and entries; there are some four entries a ticket.
    times = ["2023-%s 00:00:00" % day for day in days]
    places = [cursor([time, "0", time, "0", "0", str(2 * tickets * n // len(days))], "changes") for n, time in enumerate(times)]
    return [Case("stats", with_key(ranges), is_kept=True),
            Case("changes", with_key("changes?cursor=" + place for place in places), set_up=alter("ost_", INDEXES[1]))]


def reads(tickets):
    """All cases that leave the data as they are."""
    chance = random.Random(tables.SEED)
    ids = [chance.randint(1, tickets) for _ in range(500)]
    one = [Case("one-by-path", with_key("/%d" % i for i in ids)),
           Case("one-unchanged", with_key("/%d" % i for i in ids), status=304, is_tagged=True)]
    return (refusals(chance) + [Case("one-by-id", with_key("?id=%d" % i for i in ids), is_main=True)] + one + lists(tickets)
            + filters(tickets, chance) + downloads() + reports(tickets))
