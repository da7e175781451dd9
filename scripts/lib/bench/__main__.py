# SPDX-License-Identifier: MIT
"""scripts/bench from its arguments to its result files."""
import argparse
import json
import os
import platform
import signal
import sys
import time

from bench import cases, data, report, site, writes
from bench.load import Loads
from bench.measure import Bench
from demo import Stopped, on_signal
from servers import ServerError, remove_folder, temporary_folder

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", ".."))
OUT = os.path.join(ROOT, "build", "out-bench")


def number(name, default, kind=int):
    text = os.environ.get(name, str(default))
    try:
        value = kind(text)
    except ValueError:
        value = 0
    if value <= 0:
        raise ServerError("%s must be a number above 0" % name)
    return value


class Settings:
    """What the environment chooses."""

    def __init__(self):
        self.tickets = number("TICKETS", 100000)
        self.rounds = number("ROUNDS", 5)
        self.seconds = number("ROUND_SECONDS", 2)
        words = os.environ.get("CONCURRENCY", " ".join(str(c) for c in cases.CONCURRENCIES)).replace(",", " ").split()
        self.concurrencies = [int(word) for word in words if word.isdigit() and int(word) > 0]
        if not self.concurrencies:
            raise ServerError("CONCURRENCY must be numbers above 0")
        self.folder = os.environ.get("BENCH_DATA") or os.path.join(OUT, "data-%d" % self.tickets)
        self.out = os.environ.get("BENCH_OUT", OUT)


def described(settings):
    return {"rounds": settings.rounds, "seconds": settings.seconds, "mariadb": data.server_settings(),
            "httpd": {"mpm": "event", "children": site.CHILDREN, "threads": site.THREADS,
                      "connections_per_child": site.CONNECTIONS, "directives": os.environ.get("BENCH_DIRECTIVES", "")},
            "machine": {"cores": os.cpu_count(), "memory_mib": data.memory_bytes() // data.MEGABYTE,
                        "kernel": platform.release()}}


class Run:
    """Servers of one run; everything it starts is stopped and its folder removed, whatever happens."""

    def __init__(self, settings, module):
        self.settings = settings
        self.module = module
        self.folder = temporary_folder()
        self.started = []

    def close(self):
        self.stop()
        remove_folder(self.folder)

    def serve(self, database):
        self.started.append(database)
        one = site.Site(self.folder, self.module, database.connection(data.DATABASE))
        self.started.append(one)
        one.start()
        programs = os.path.join(os.path.dirname(self.module), "bench")
        loads = Loads(os.path.join(self.folder, "load"), programs, os.path.join(one.httpd.folder, "my.cnf"))
        bench = Bench(database, one, loads, self.settings)
        bench.warm_up()
        return bench

    def stop(self):
        for server in reversed(self.started):
            server.stop()
        self.started.clear()

    def measure(self, kept, wanted):
        """What the cases have measured, one after the other; those that write have a copy of the data."""
        def chosen(some):
            return [case for case in some if not wanted or case.name in wanted]
        reading, writing = chosen(cases.reads(kept.tickets)), chosen(writes.writes(self.settings))
        if not reading and not writing:
            raise ServerError("no such case; there are: " + ", ".join(
                case.name for case in cases.reads(kept.tickets) + writes.writes(self.settings)))
        kept.make(self.folder)
        if reading:
            bench = self.serve(kept.serve(self.folder))
            for case in reading:
                yield from bench.read_case(case, cases.concurrencies(case, self.settings.concurrencies))
            self.stop()
        if writing:
            yield from self.measure_writes(kept, writing)

    def measure_writes(self, kept, chosen):
        try:
            database = kept.serve_copy(self.folder)
            database.sql(writes.range_rows(self.settings), data.DATABASE)
            bench = self.serve(database)
            bench.warm_up_writes()
            for case in chosen:
                yield from bench.write_case(case, cases.concurrencies(case, self.settings.concurrencies))
        finally:
            self.stop()
            kept.drop_copy()


def measure(arguments):
    settings = Settings()
    result = {"version": 1, "tickets": settings.tickets, "settings": described(settings), "results": [],
              "date": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}
    print(json.dumps(result["settings"]))
    run = Run(settings, arguments.module)
    try:
        print(report.header(), flush=True)
        for fields in run.measure(data.DataSet(settings.folder, settings.tickets), arguments.case):
            result["results"].append(fields)
            print(report.row(fields), flush=True)
    finally:
        run.close()
    os.makedirs(settings.out, exist_ok=True)
    path = os.path.join(settings.out, "result-%d.json" % settings.tickets)
    with open(path, "w", encoding="utf-8") as f:
        json.dump(result, f, indent=1)
    print("written: " + path)


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench")
    parser.add_argument("--module", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--case", action="append", help="measure this case only; may be given again")
    parser.add_argument("--compare", nargs=2, metavar=("OLD", "NEW"), help="compare two result files and end")
    arguments = parser.parse_args()
    if arguments.compare:
        print("\n".join(report.compare(*[report.read(path) for path in arguments.compare])))
        return 0
    for number_ in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number_, on_signal)
    try:
        measure(arguments)
    except Stopped:
        return 130
    except ServerError as e:
        print("bench: %s" % e, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
