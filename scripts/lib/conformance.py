# SPDX-License-Identifier: MIT
"""Runs the conformance check of ../shared/conform, where it is present, against servers of its own.

The database's clock is set to a night outside business hours: the recorded deltas were taken at such a time,
and what a due date does when a ticket is reopened depends on it.
"""
import argparse
import os
import subprocess
import sys

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
sys.path.insert(0, os.path.join(ROOT, "scripts", "lib"))
from servers import Httpd, MariaDb, remove_folder, temporary_folder  # noqa: E402

CONFORM = os.path.join(ROOT, "..", "shared", "conform")
DATABASE = "osticket_conform"
NIGHT = "@2026-11-23 22:57:00"
FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"


def night_clock():
    return {"LD_PRELOAD": FAKETIME, "FAKETIME": NIGHT, "FAKETIME_DONT_FAKE_MONOTONIC": "1", "TZ": "UTC"}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("module")
    parser.add_argument("--only", default=None)
    arguments = parser.parse_args()
    folder, started = temporary_folder(), []
    try:
        database = MariaDb(folder, environment=night_clock()).create()
        started.append(database)
        database.start()
        database.create_database(DATABASE)
        database.load(os.path.join(CONFORM, "base.sql"), DATABASE)
        httpd = Httpd(folder, os.path.abspath(arguments.module), database.connection(DATABASE), extra="OsTicketReferenceTTL 0")
        started.append(httpd)
        httpd.start()
        command = [sys.executable, "-B", os.path.join(CONFORM, "conform.py"), "check", "--url", httpd.url,
                   "--db", DATABASE, "--socket", database.socket]
        if arguments.only:
            command += ["--only", arguments.only]
        status = subprocess.run(command).returncode
        errors = [line for line in httpd.log().splitlines() if ":error]" in line or ":emerg]" in line]
        for line in errors[:20]:
            print("httpd: " + line, file=sys.stderr)
        return status
    finally:
        for server in reversed(started):
            server.stop()
        remove_folder(folder)


if __name__ == "__main__":
    sys.exit(main())
