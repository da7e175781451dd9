# SPDX-License-Identifier: MIT
"""The kept data sets: made once, checked by a stamp, copied where a measurement writes."""
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time

from bench import tables
from servers import MariaDb, ServerError

DATABASE = "osticket_bench"
MEGABYTE = 1 << 20


def memory_bytes():
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def server_settings():
    """How the measured MariaDB is set; half of the memory is its, as on a machine that httpd shares with it."""
    flush = os.environ.get("FLUSH_LOG", "1")
    if flush not in ("0", "1", "2"):
        raise ServerError("FLUSH_LOG must be 0, 1 or 2")
    return ["--innodb-buffer-pool-size=%d" % (memory_bytes() // 2 // MEGABYTE * MEGABYTE),
            "--innodb-log-file-size=%d" % (512 * MEGABYTE), "--innodb-flush-log-at-trx-commit=" + flush,
            "--innodb-flush-method=O_DIRECT", "--innodb-buffer-pool-load-at-startup=0",
            "--innodb-buffer-pool-dump-at-shutdown=0", "--skip-log-bin", "--skip-name-resolve"]


def loading_settings():
    """Nothing that is half loaded is ever used, so nothing has to survive a crash."""
    return server_settings() + ["--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0",
                                "--innodb-log-file-size=%d" % (512 * MEGABYTE)]


class DataSet:
    """A help desk of `tickets` tickets in a folder of its own; `entries` fixes the length of its threads."""

    def __init__(self, folder, tickets, entries=None):
        self.folder = os.path.abspath(folder)
        self.tickets = tickets
        self.entries = entries

    def stamp(self):
        text = "".join(sql for _, sql in tables.steps(self.tickets, self.entries))
        return {"tickets": self.tickets, "seed": tables.SEED, "sql": hashlib.sha256(text.encode()).hexdigest()}

    def is_kept(self):
        try:
            with open(os.path.join(self.folder, "stamp.json"), encoding="utf-8") as f:
                return json.load(f) == self.stamp()
        except (OSError, ValueError):
            return False

    def make(self, run_folder):
        """Makes the data set unless a good one is there; one that was not finished is thrown away."""
        if self.is_kept():
            return
        making = self.folder + ".making"
        for old in (self.folder, making):
            shutil.rmtree(old, ignore_errors=True)
        os.makedirs(making)
        os.chmod(making, 0o755)
        try:
            self.load(run_folder, making)
            with open(os.path.join(making, "stamp.json"), "w", encoding="utf-8") as f:
                json.dump(self.stamp(), f)
            os.rename(making, self.folder)
        finally:
            shutil.rmtree(making, ignore_errors=True)

    def load(self, run_folder, making):
        print("making %d tickets in %s" % (self.tickets, self.folder), file=sys.stderr)
        server = prepared(run_folder, os.path.join(making, "data"), "loading", loading_settings())
        try:
            server.create().start()
            server.create_database(DATABASE)
            for name, sql in tables.steps(self.tickets, self.entries):
                started = time.monotonic()
                server.sql(tables.SETTINGS + sql, DATABASE)
                print("  %-8s %6.1f s" % (name, time.monotonic() - started), file=sys.stderr)
            names = [row[0] for row in server.sql("SHOW TABLES", DATABASE)]
            server.sql("ANALYZE TABLE %s" % ", ".join("`%s`" % name for name in names), DATABASE)
        finally:
            server.stop(seconds=120)

    def serve(self, run_folder, name="kept"):
        """A started server on the data set itself, for measurements that only read."""
        return start(run_folder, os.path.join(self.folder, "data"), name)

    def serve_copy(self, run_folder):
        """A started server on a copy beside the data set; `drop_copy` removes it."""
        self.drop_copy()
        subprocess.run(["cp", "-a", "--reflink=auto", self.folder, self.copy()], check=True)
        return start(run_folder, os.path.join(self.copy(), "data"), "copy")

    def copy(self):
        return self.folder + ".copy"

    def drop_copy(self):
        shutil.rmtree(self.copy(), ignore_errors=True)


def prepared(run_folder, path, name, settings):
    """A server that keeps its temporary files in the run's folder, too."""
    server = MariaDb(run_folder, extra=settings, data=path, name=name)
    server.extra.append("--tmpdir=" + server.folder)
    return server


def start(run_folder, path, name):
    server = prepared(run_folder, path, name, server_settings()).adopt()
    server.start()
    server.sql("ALTER USER '%s'@'localhost' IDENTIFIED BY '%s'" % (server.user, server.password))
    return server
