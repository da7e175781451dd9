#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the server plans for each filter in each order of lists, on the kept data set of TICKETS tickets.
   plans.py MODULE

Prints the statements that read all tickets, threads or entries although their filter has an index, or sort more than a page
although their order has one, and fails where there is one. The few tickets that a filter leaves may be sorted. The statements come
from a smaller help desk, so that none of them has to be carried out on the large one.
"""
import os
import re
import signal
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import sample  # noqa: E402
from bench import explain, record  # noqa: E402
from bench.__main__ import Settings  # noqa: E402
from bench.data import DATABASE  # noqa: E402
from bench.run import Run  # noqa: E402
from bench.site import Client  # noqa: E402
from demo import Stopped, on_signal  # noqa: E402
from servers import ServerError  # noqa: E402

# Of each filter that has an index: what many tickets pass, what few do, several values, a negation.
INDEXED = ["id=7", "id=7,8,90000", "id=!7", "status_id=1", "status_id=2,6", "status_id=!1", "state=open", "state=closed",
           "state=!open", "dept_id=1", "dept_id=1,2", "dept_id=!3", "topic_id=0", "topic_id=5,7", "topic_id=!5", "staff_id=1",
           "staff_id=!0", "team_id=0", "team_id=1", "sla_id=1", "sla_id=2", "sla_id=!1", "user_id=7", "user_id=7,8", "user_id=!7",
           "organization_id=2", "organization_id=!2", "created_since=2024-12-30", "created_since=2023-02-01",
           "created_until=2023-01-02", "created_until=2024-11-01", "created_since=2024-03-01&created_until=2024-03-02",
           "closed_since=2025-06-01", "closed_until=2023-01-05", "closed_since=2023-02-01", "email=person7@example.com",
           "email=nobody@example.com"]
COMBINED = ["status_id=1&dept_id=2", "state=open&staff_id=1&topic_id=5"]
UNINDEXED = ["priority_id=1", "source=Web", "overdue=1", "answered=0", "merged=1", "updated_since=2024-12-30", "due_until=2024-01-01",
             "q=Invoice", "field.berth=B7", "unassigned=1", "unassigned=0"]
SEARCHES = ["search=Invoice", "search=needs+oil&status_id=1", "search=%2BCrane+-loud"]
# Those of an index, and others.
ORDERS = ["", "sort=-id", "sort=created", "sort=-created"]
OTHER_ORDERS = ["sort=updated", "sort=number", "sort=-priority", "sort=due,-created"]
PAGES = ["limit=20&total=1", "page=3"]
ASKED = 3000  # the tickets of the smaller help desk
PAGE = 20
FEW = 20  # of so many tickets one


def queries():
    """(query, whether an index serves its filter, whether one serves its order)."""
    for wanted in INDEXED + COMBINED + UNINDEXED + SEARCHES + [""]:
        for order in ORDERS + OTHER_ORDERS:
            for page in PAGES:
                # What leaves nearly all tickets, or has to put all of them in order, reads them.
                is_indexed = wanted not in UNINDEXED and (order in ORDERS or wanted and "!" not in wanted)
                # The best matches are found before they are put in order. How many tickets two filters leave together the
                # database does not know, so it may put in order what one of them leaves.
                is_ordered = order in ORDERS and wanted not in SEARCHES + COMBINED
                yield "?" + "&".join(part for part in (wanted, order, page) if part), is_indexed, is_ordered


def sorted_rows(plan):
    """How many rows a plan expects to sort."""
    return max([int(row[8]) for row in plan if "filesort" in row[9] and row[8].isdigit()], default=0)


class Planner:
    """Asks httpd for lists, and another server for the plans of what httpd sends its own."""

    def __init__(self, asked, site, planned, most_sorted):
        self.asked, self.client = asked, Client(site.port)
        self.planned, self.most_sorted = planned, most_sorted

    def statements(self, query):
        """Those of a list that select, and of the page behind it."""
        def act(marker):
            marker.mark(0)
            status, body = self.client.send(query, sample.KEY)
            following = re.search(rb'"next_cursor":"([^"]+)"', body)
            if status == 200 and following:
                status, body = self.client.send(query + "&cursor=" + following.group(1).decode(), sample.KEY)
            if status not in (200, 404):
                raise ServerError("%s was answered with %d: %s" % (query, status, body[:200].decode("utf-8", "replace")))
        return explain.forms_of(record.requests_of(record.log_of(self.asked, act)))

    def faults(self, query, is_indexed, is_ordered):
        """What its statements read or sort that they should not."""
        for statement in self.statements(query):
            if not re.search(r"\bost_ticket t\b", statement):
                continue
            plan = self.planned.sql("EXPLAIN " + statement, DATABASE)
            if is_indexed:
                for table in sorted(explain.scanned(statement, plan)):
                    yield "%s reads all of %s: %s" % (query, table, statement)
            if is_ordered and sorted_rows(plan) > self.most_sorted:
                yield "%s sorts %d rows: %s" % (query, sorted_rows(plan), statement)


def judge(planner):
    """Prints what is at fault; how many lists were asked for, and how many faults they have."""
    asked, found = 0, 0
    for query, is_indexed, is_ordered in queries():
        asked += 1
        for fault in planner.faults(query, is_indexed, is_ordered):
            found += 1
            print(fault, flush=True)
    return asked, found


def main():
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, on_signal)
    settings = Settings()
    one = Run(settings, os.path.abspath(sys.argv[1]))
    try:
        sets = [settings.data_set(tickets) for tickets in (ASKED, settings.tickets)]
        for kept in sets:
            kept.make(one.folder)
        for kept, name in zip(sets, ("asked", "planned")):
            one.started.append(kept.serve(one.folder, name))
        small, large = one.started
        asked, found = judge(Planner(small, one.served_by(one.module, small), large, max(PAGE, settings.tickets // FEW)))
    except Stopped:
        return 130
    except (ServerError, OSError) as e:
        print("bench: %s" % e, file=sys.stderr)
        return 1
    finally:
        one.close()
    print("%d lists of %d tickets, %d faults" % (asked, settings.tickets, found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
