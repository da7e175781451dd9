# SPDX-License-Identifier: MIT
"""What is asked of the figures, and whether they hold it."""
from bench import explain, report

SMALL, LARGE = 10000, 1000000


class Figures:
    """A result file, by case and concurrency; looking for what was not measured gives None."""

    def __init__(self, result):
        self.result = result
        self.found = {(f["case"], f["concurrency"], f.get("tickets", result["tickets"])): f for f in result["results"]}

    def of(self, case, concurrency=8, tickets=None):
        return self.found.get((case, concurrency, tickets or self.result["tickets"]))

    def ratio(self, case, floor):
        fields = self.of(case)
        found = fields and fields.get("floors", {}).get(floor)
        return found and found["ratio"]

    def rate(self, case):
        fields = self.of(case)
        return fields and fields["requests_per_second"]

    def p50(self, case, tickets=None):
        fields = self.of(case, tickets=tickets)
        return fields and fields["p50_us"]


def quotient(one, other):
    return one / other if one is not None and other else None


def least(bound, value):
    return ("at least %g" % bound, value, value is not None and value >= bound)


def most(bound, value):
    return ("at most %g" % bound, value, value is not None and value <= bound)


def floors_of(figures):
    fields = figures.of("list-20")
    floors = fields.get("floors", {}) if fields else {}
    if "sql" not in floors or "naive" not in floors:
        return None
    return floors["sql"]["requests_per_second"] / floors["naive"]["requests_per_second"]


def tails(figures):
    """The worst p99 against its p50 at 64 clients."""
    found = [f["p99_us"] / f["p50_us"] for (_, concurrency, tickets), f in figures.found.items()
             if concurrency == 64 and f["p50_us"] and tickets == figures.result["tickets"]]
    return max(found) if found else None


def memory(figures):
    fields = figures.result.get("memory")
    return fields and (fields["peak_kib"] - fields["idle_kib"]) / 1024


def least_sum(figures):
    """The smallest sum of the ratios to both floors, of the cases that have both."""
    sums = [report.sum_of_ratios(fields) for (_, concurrency, tickets), fields in figures.found.items()
            if concurrency == 8 and tickets == figures.result["tickets"]]
    return min((one for one in sums if one is not None), default=None)


def scans(figures):
    """How many cases read all tickets, threads or entries where there are many."""
    planned = [fields["full_scans"] for (_, _, tickets), fields in figures.found.items()
               if tickets >= explain.FEWEST and "full_scans" in fields]
    return sum(1 for tables in planned if tables) if planned else None


def judged(result):
    """(what, bound, figure or None, whether it holds) for each bar."""
    f = Figures(result)
    bars = [("list of 20, of the sql floor", least(0.75, f.ratio("list-20", "sql"))),
            ("list of 20, of the naive floor", least(1.2, f.ratio("list-20", "naive"))),
            ("own sql floor, of the naive floor", least(1.6, floors_of(f))),
            ("one ticket by id, of the sql floor", least(0.6, f.ratio("one-by-id", "sql"))),
            ("download of 10 MB, of the naive floor", least(0.5, f.ratio("download-10mb", "naive"))),
            ("create, known user, of the sql floor", least(0.7, f.ratio("create-known", "sql"))),
            ("reply, of the sql floor", least(0.7, f.ratio("reply", "sql"))),
            ("note, of the sql floor", least(0.7, f.ratio("note", "sql"))),
            ("assign, of the sql floor", least(0.7, f.ratio("assign", "sql"))),
            ("refused: no key, of the file floor", least(0.5, f.ratio("no-key", "file"))),
            ("refused: unknown key, of the file floor", least(0.5, f.ratio("unknown-key", "file"))),
            ("an unchanged ticket, times the whole answer (req/s)", least(2, quotient(f.rate("one-unchanged"), f.rate("one-by-path")))),
            ("page 4,000, times page 1 (p50)", most(3, quotient(f.p50("page-4000"), f.p50("page-1")))),
            ("cursor page 4,000, times cursor page 1 (p50)",
             most(1.1, quotient(f.p50("cursor-4000"), f.p50("cursor-1")))),
            ("list of 20 without threads, times the list (req/s)", least(3, quotient(f.rate("list-20-none"), f.rate("list-20")))),
            ("list of 20, 1,000,000 tickets against 10,000 (p50)",
             most(1.25, quotient(f.p50("list-20", LARGE), f.p50("list-20", SMALL)))),
            ("smallest sum of the ratios to the sql and file floors", least(1, least_sum(f))),
            ("worst p99 at 64 clients, times p50", most(4, tails(f))),
            ("cases that read a whole table", most(0, scans(f))),
            ("100 threads of 5,000 entries, MiB above idle", most(6, memory(f)))]
    return [(what,) + bar for what, bar in bars]


def lines(result):
    found = []
    for what, bound, value, holds in judged(result):
        said = "not measured" if value is None else "met" if holds else "not met"
        found.append("%-52s %-14s %8s  %s" % (what, bound, "-" if value is None else "%.2f" % value, said))
    return found
