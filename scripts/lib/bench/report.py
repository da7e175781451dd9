# SPDX-License-Identifier: MIT
"""The table, and the comparison of two result files."""
import json

COLUMNS = (("case", 18), ("c", 3), ("req/s", 9), ("p50 us", 8), ("p99 us", 8), ("of sql", 7), ("of file", 7),
           ("sum", 5), ("of other", 8), ("of naive", 8), ("of +count", 9), ("stmts", 6), ("bytes", 8), ("peak MiB", 8), ("us httpd", 8), ("us db", 8))


def line(values):
    cells = [str(value).ljust(width) if n == 0 else str(value).rjust(width)
             for n, (value, (_, width)) in enumerate(zip(values, COLUMNS))]
    return " ".join(cells).rstrip()


def header():
    return line([name for name, _ in COLUMNS])


def ratio(fields, floor):
    found = fields.get("floors", {}).get(floor)
    return "%.2f" % found["ratio"] if found else "-"


def sum_of_ratios(fields):
    """How near a case is to both of what it cannot do without; empty where one was not measured."""
    found = [fields.get("floors", {}).get(floor) for floor in ("sql", "file")]
    return sum(one["ratio"] for one in found) if all(found) else None


def row(f):
    both = sum_of_ratios(f)
    text = line([f["case"], f["concurrency"], "%.1f" % f["requests_per_second"], round(f["p50_us"]), round(f["p99_us"]),
                 ratio(f, "sql"), ratio(f, "file"), "-" if both is None else "%.2f" % both, ratio(f, "other"), ratio(f, "naive"), ratio(f, "naive-count"),
                 "%.1f" % f["statements"], round(f["bytes"]), "%.1f" % (f["peak_memory_kib"] / 1024),
                 round(f["cpu_us"]["httpd"]), round(f["cpu_us"]["database"])])
    notes = ["%d errors" % f["errors"]] if f["errors"] else []
    notes += ["no %s floor: its statements failed" % name for name in f.get("failed_floors", [])]
    notes += ["reads all of %s" % table for table in f.get("full_scans", [])]
    return text + ("  (%s)" % "; ".join(notes) if notes else "")


def settings_lines(result):
    """What the figures hold for."""
    s = result["settings"]
    h, m = s["httpd"], s["machine"]
    return ["%d tickets, %d rounds of %d s, medians; %d cores, %d MiB, Linux %s"
            % (result["tickets"], s["rounds"], s["seconds"], m["cores"], m["memory_mib"], m["kernel"]),
            "httpd: %s, %d children of %d threads, %d connections each %s"
            % (h["mpm"], h["children"], h["threads"], h["connections_per_child"], h["directives"]),
            "mariadb: " + " ".join(s["mariadb"])]


def growth(result):
    """How cost grows with the tickets: the median time of a request and its statements' part by size."""
    sizes = sorted({f.get("tickets", result["tickets"]) for f in result["results"]})
    if len(sizes) < 2:
        return []
    found = by_case(result)
    lines = ["", "p50 in us by tickets".ljust(22) + "".join("%12d" % size for size in sizes)]
    for case, concurrency in dict.fromkeys((case, c) for case, c, size in found if size != result["tickets"]):
        cells = [found.get((case, concurrency, size)) for size in sizes]
        lines.append(("%s, %d at once" % (case, concurrency)).ljust(22)
                     + "".join("%12s" % (round(f["p50_us"]) if f else "-") for f in cells))
    return lines


def read(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def by_case(result):
    return {(f["case"], f["concurrency"], f.get("tickets", result["tickets"])): f for f in result["results"]}


def change(old, new):
    return "%+.1f %%" % ((new / old - 1) * 100) if old else "-"


def compare(old, new):
    """Lines that set the cases of two result files side by side."""
    before, after = by_case(old), by_case(new)
    lines = ["%-18s %3s %8s %10s %10s %9s %9s %9s %9s" % ("case", "c", "tickets", "old req/s", "new req/s", "change",
                                                         "p99", "of sql", "memory")]
    for key in [key for key in before if key in after]:
        a, b = before[key], after[key]
        lines.append("%-18s %3d %8d %10.1f %10.1f %9s %9s %9s %9s" % (
            key + (a["requests_per_second"], b["requests_per_second"],
                   change(a["requests_per_second"], b["requests_per_second"]), change(a["p99_us"], b["p99_us"]),
                   "%s>%s" % (ratio(a, "sql"), ratio(b, "sql")), change(a["peak_memory_kib"], b["peak_memory_kib"]))))
    for name, one, other in (("old", before, after), ("new", after, before)):
        only = sorted({key[0] for key in one if key not in other})
        if only:
            lines.append("only in %s: %s" % (name, ", ".join(only)))
    return lines
