# SPDX-License-Identifier: MIT
"""scripts/bench from its arguments to its result files."""
import argparse
import json
import os
import platform
import signal
import sys
import time

from bench import bars, cases, chart, data, report, run, site
from demo import Stopped, on_signal
from servers import ServerError

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", ".."))
OUT = os.path.join(ROOT, "build", "out-bench")


def numbers(name, default):
    """Numbers above 0 from the environment."""
    words = os.environ.get(name, default).replace(",", " ").split()
    if not words or not all(word.isdigit() and int(word) > 0 for word in words):
        raise ServerError("%s must be a number above 0" % name)
    return [int(word) for word in words]


class Settings:
    """What the environment chooses."""

    def __init__(self):
        self.tickets = numbers("TICKETS", "100000")[0]
        self.sizes = numbers("SIZES", "10000 100000 1000000")
        self.rounds = numbers("ROUNDS", "5")[0]
        self.seconds = numbers("ROUND_SECONDS", "2")[0]
        self.concurrencies = numbers("CONCURRENCY", " ".join(str(c) for c in cases.CONCURRENCIES))
        self.folder = os.path.abspath(os.environ.get("BENCH_DATA", OUT))
        self.out = os.path.abspath(os.environ.get("BENCH_OUT", OUT))

    def data_set(self, tickets):
        return data.DataSet(os.path.join(self.folder, "data-%d" % tickets), tickets)

    def described(self):
        return {"rounds": self.rounds, "seconds": self.seconds, "mariadb": data.server_settings(),
                "httpd": {"mpm": "event", "children": site.CHILDREN, "threads": site.THREADS,
                          "connections_per_child": site.CONNECTIONS,
                          "directives": os.environ.get("BENCH_DIRECTIVES", "")},
                "machine": {"cores": os.cpu_count(), "memory_mib": data.memory_bytes() // data.MEGABYTE,
                            "kernel": platform.release()}}


def wanted_cases(arguments, settings):
    known = run.names(settings)
    for name in arguments.case or []:
        if name not in known:
            raise ServerError("no case %s; there are %s" % (name, ", ".join(known)))
    return arguments.case or known


def collect(result, measured):
    for fields in measured:
        result["results"].append(fields)
        print(report.row(fields), flush=True)


def measure_all(one, settings, arguments, result):
    wanted = wanted_cases(arguments, settings)
    print(report.header(), flush=True)
    collect(result, one.measure(settings.data_set(settings.tickets), wanted, settings.concurrencies))
    if run.MEMORY in wanted:
        result["memory"] = one.memory()
    for size in settings.sizes if arguments.cost else ():
        if size == settings.tickets:
            continue
        print("%d tickets" % size)
        some = [name for name in run.GROWTH_CASES if name in wanted]
        collect(result, (dict(fields, tickets=size)
                         for fields in one.measure(settings.data_set(size), some, [cases.USUAL])))


def write(settings, result):
    os.makedirs(settings.out, exist_ok=True)
    path = os.path.join(settings.out, "result-%d" % settings.tickets)
    with open(path + ".json", "w", encoding="utf-8") as f:
        json.dump(result, f, indent=1)
    with open(path + ".svg", "w", encoding="utf-8") as f:
        f.write(chart.draw(result))
    print("written: %s.json and .svg" % path)


def other_module(folder):
    """The module of another build, beside which this one is measured."""
    if not folder:
        return None
    path = os.path.join(os.path.abspath(folder), "mod_osticket_rest.so")
    if not os.path.exists(path):
        raise ServerError("there is no mod_osticket_rest.so in %s" % folder)
    return path


def measure(arguments):
    settings = Settings()
    result = {"version": 1, "date": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "tickets": settings.tickets,
              "settings": settings.described(), "results": []}
    print("\n".join(report.settings_lines(result)))
    one = run.Run(settings, arguments.module, other_module(arguments.against))
    try:
        measure_all(one, settings, arguments, result)
    finally:
        one.close()
    print("\n".join(report.growth(result) + [""] + bars.lines(result)))
    write(settings, result)
    if bars.scans(bars.Figures(result)):
        raise ServerError("a statement reads a whole table")


def parse():
    parser = argparse.ArgumentParser(prog="scripts/bench")
    parser.add_argument("--module", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--case", action="append", metavar="NAME", help="measure this case only; may be given again")
    parser.add_argument("--cost", action="store_true", help="the cost of more tickets, too: 10,000 to 1,000,000")
    parser.add_argument("--compare", nargs=2, metavar=("OLD", "NEW"), help="compare two result files and end")
    parser.add_argument("--against", metavar="DIR", help="measure each case beside the build in this folder, in turn")
    parser.add_argument("--bars", metavar="FILE", help="judge a result file and end")
    return parser.parse_args()


def main():
    arguments = parse()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, on_signal)
    try:
        if arguments.compare:
            print("\n".join(report.compare(*[report.read(path) for path in arguments.compare])))
        elif arguments.bars:
            print("\n".join(bars.lines(report.read(arguments.bars))))
        else:
            measure(arguments)
    except Stopped:
        return 130
    except (ServerError, OSError) as e:
        print("bench: %s" % e, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
