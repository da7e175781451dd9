# SPDX-License-Identifier: MIT
"""One run: which data sets are served, what is measured on them, and that nothing of it stays."""
import os
import time

from bench import cases, data, writes
from bench.load import Loads
from bench.measure import Bench
from bench.site import Client, Site
from places import remove_folder, temporary_folder
from servers import ServerError
import sample

GROWTH_CASES = ("list-20", "one-by-id", "filter-status", "create-known")
MEMORY = "memory"
LONG_THREADS, LONG_THREAD = 100, 5000


class Run:
    """Servers of one run; everything it starts is stopped and its folder removed, whatever happens."""

    def __init__(self, settings, module, against=None):
        self.settings = settings
        self.module = module
        self.against = against
        self.folder = temporary_folder()
        self.started = []
        self.count = 0

    def close(self):
        self.stop()
        remove_folder(self.folder)

    def stop(self):
        for server in reversed(self.started):
            server.stop()
        self.started.clear()

    def site(self, database, **more):
        """An httpd on this database; both are stopped with the run."""
        self.started.append(database)
        return self.served_by(self.module, database, **more)

    def served_by(self, module, database, **more):
        self.count += 1
        one = Site(os.path.join(self.folder, "site-%d" % self.count), module, database.connection(data.DATABASE), **more)
        self.started.append(one)
        return one.start()

    def bench(self, database):
        one = self.site(database)
        other = self.served_by(self.against, database) if self.against else None
        programs = os.path.join(os.path.dirname(self.module), "bench")
        loads = Loads(os.path.join(one.folder, "load"), programs, os.path.join(one.httpd.folder, "my.cnf"))
        bench = Bench(database, one, loads, self.settings, other)
        bench.warm_up()
        return bench

    def measure(self, kept, wanted, concurrencies):
        """What the wanted cases have measured, one after the other; those that change the help desk have a copy of it."""
        reading = [case for case in cases.reads(kept.tickets) if case.name in wanted and not case.set_up]
        writing = [case for case in writes.writes(self.settings) if case.name in wanted]
        set_up = [case for case in cases.reads(kept.tickets) if case.name in wanted and case.set_up]
        if not reading and not writing and not set_up:
            return
        kept.make(self.folder)
        if reading:
            bench = self.bench(kept.serve(self.folder))
            for case in reading:
                yield from bench.read_case(case, cases.concurrencies(case, concurrencies))
            self.stop()
        if writing or set_up:
            yield from self.measure_copy(kept, writing, set_up, concurrencies)

    def measure_copy(self, kept, writing, set_up, concurrencies):
        try:
            database = kept.serve_copy(self.folder)
            database.sql(writes.range_rows(self.settings), data.DATABASE)
            bench = self.bench(database)
            bench.warm_up_writes()
            for case in writing:
                if case.set_up:
                    database.sql(case.set_up, data.DATABASE)
                yield from bench.write_case(case, cases.concurrencies(case, concurrencies))
            for case in set_up:
                database.sql(case.set_up, data.DATABASE)
                yield from bench.read_case(case, cases.concurrencies(case, concurrencies))
        finally:
            self.stop()
            kept.drop_copy()

    def memory(self, threads=LONG_THREADS, length=LONG_THREAD):
        """How far one list of long threads takes a child above its idle state."""
        kept = data.DataSet(os.path.join(self.settings.folder, "data-" + MEMORY), threads, length)
        kept.make(self.folder)
        site = self.site(kept.serve(self.folder), children=1)
        client = Client(site.port)
        try:
            for _ in range(20):
                client.send("?id=%d" % (threads + 1), sample.KEY)
            time.sleep(0.2)
            idle = site.memory_kib("VmRSS")
            site.forget_peaks()
            status, body = client.send("?per_page=100", sample.KEY)
            if status != 200:
                raise ServerError("the list of long threads was answered with %d" % status)
            return {"tickets": threads, "entries": length, "bytes": len(body), "idle_kib": idle,
                    "peak_kib": site.memory_kib()}
        finally:
            client.close()
            self.stop()


def names(settings):
    """Every case that there is."""
    return [case.name for case in cases.reads(settings.tickets) + writes.writes(settings)] + [MEMORY]
