# SPDX-License-Identifier: MIT
"""Runs the conformance checks of ../shared/conform, where it is present, several at a time and each against servers of its
own; the last line reads `N passed, N failed`.
   conformance.py MODULE [--golden PART] [--only PART] [--workers N]   those whose file's and scenario's name contain this

The database's clock is set to a night outside business hours: the recorded deltas were taken at such a time,
and what a due date does when a ticket is reopened depends on it.
"""
import argparse
import concurrent.futures
import json
import os
import re
import subprocess
import sys

ROOT = os.path.abspath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
sys.path.insert(0, os.path.join(ROOT, "scripts", "lib"))
import sample  # noqa: E402
from processes import adopt_orphans, end_descendants, end_on_signal  # noqa: E402
from places import memory_folder, remove_folder, temporary_folder  # noqa: E402
from servers import STOCK_ENDPOINT, Httpd, MariaDb  # noqa: E402

CONFORM = os.path.join(ROOT, "..", "shared", "conform")
DATABASE = "osticket_conform"
NIGHT = "@2026-11-23 22:57:00"
COUNTS = re.compile(r"^(\d+) passed, (\d+) failed$", re.M)
FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"


def night_clock():
    """A process is told of a shared memory that is not there, and so makes none: one that is killed would leave it behind."""
    return {"LD_PRELOAD": FAKETIME, "FAKETIME": NIGHT, "FAKETIME_DONT_FAKE_MONOTONIC": "1", "TZ": "UTC",
            "FAKETIME_SHARED": "/osticket-rest-none /osticket-rest-none"}


class Golden:
    """A file of recorded scenarios. `parts` of it run side by side. In `settings` (httpd's lines) and `arguments` (the
    checker's) {folder} is a folder that httpd's user may write, {conform} that of the checker, {server} httpd's address,
    {secret} the file with the help desk's secret. `not_yet` names scenarios of what the module does not offer yet. In a
    file of cells (agent, action, outcome) a scenario is called by its action."""

    def __init__(self, file, checker="conform.py", parts=1, settings="", arguments=(), not_yet=()):
        self.file, self.checker, self.parts, self.not_yet = file, checker, parts, not_yet
        self.settings, self.arguments = settings, arguments
        self.has_cells = checker == "permissions.py"

    def name_of(self, scenario):
        return scenario[1] if self.has_cells else scenario["name"]

    def scenarios(self):
        with open(os.path.join(CONFORM, self.file), encoding="utf-8") as f:
            return json.load(f)["cells"] if self.has_cells else json.load(f)


MAIL = 'OsTicketMail sendmail "{conform}/sendmail-keep {folder}"\nOsTicketSecretFile "{secret}"\n'

# Those that take longest come first.
GOLDENS = [Golden("golden.json", parts=3), Golden("golden-fields.json", parts=3),
           Golden("golden-actions.json", parts=3, arguments=("--maildir", "{folder}"), settings=MAIL + "OsTicketKeyAgent * any\n"),
           Golden("permissions.json", checker="permissions.py", settings="OsTicketKeyAgent * any\n"),
           Golden("golden-mail.json", parts=2, arguments=("--maildir", "{folder}"), settings=MAIL),
           Golden("golden-files.json", "files.py", parts=2, arguments=("--stock-url", "{server}/api"),
                  settings="OsTicketMaxUpload 16384\n" + STOCK_ENDPOINT, not_yet=("stock-email",))]


def write_secret(folder):
    """The file with the secret of the recorded help desk, which the checker knows."""
    with open(os.path.join(CONFORM, "mails.py"), encoding="utf-8") as f:
        salt = re.search(r'^SALT = "(.+)"', f.read(), re.M).group(1)
    path = os.path.join(folder, "secret")
    with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as f:
        f.write(salt + "\n")
    return path


class Check:
    """One part of a golden, with its own MariaDB and httpd."""

    def __init__(self, golden, number, scenarios, folder):
        self.golden, self.scenarios = golden, scenarios
        self.name = golden.file if golden.parts == 1 else "%s, part %d" % (golden.file, number)
        self.folder = os.path.join(folder, "%s.%d" % (golden.file, number))

    def prepare(self):
        writable = os.path.join(self.folder, "writable")
        os.makedirs(writable)
        os.chmod(writable, 0o777)
        path = os.path.join(self.folder, "golden.json")
        with open(path, "w", encoding="utf-8") as f:
            json.dump({"cells": self.scenarios} if self.golden.has_cells else self.scenarios, f)
        return path, writable, write_secret(self.folder)

    def run(self, module):
        """What there is to read, whose last line has the counts."""
        path, writable, secret = self.prepare()
        database = MariaDb(self.folder, environment=night_clock()).create()
        httpd = None
        try:
            database.start().create_database(DATABASE)
            database.load(os.path.join(CONFORM, "base.sql"), DATABASE)
            database.sql(sample.own_tables(), DATABASE)
            settings = self.golden.settings.format(folder=writable, conform=CONFORM, secret=secret)
            httpd = Httpd(self.folder, module, database.connection(DATABASE), extra="OsTicketReferenceTTL 0\n" + settings)
            httpd.start()
            server = "http://127.0.0.1:%d" % httpd.port
            arguments = [word.format(folder=writable, conform=CONFORM, server=server) for word in self.golden.arguments]
            done = subprocess.run([sys.executable, "-B", os.path.join(CONFORM, self.golden.checker), "check", "--url", httpd.url,
                                   "--db", DATABASE, "--socket", database.socket, "--golden", path] + arguments,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
            errors = [line for line in httpd.log().splitlines() if ":error]" in line or ":emerg]" in line]
            return "\n".join(["httpd: " + line for line in errors[:20]] + [done.stdout.decode("utf-8", "replace")])
        finally:
            for server in (httpd, database):
                if server:
                    server.stop()


def checks(goldens, only, folder):
    found = []
    for golden in goldens:
        scenarios = golden.scenarios()
        if only:
            scenarios = [s for s in scenarios if only in golden.name_of(s)]
        else:
            for name in golden.not_yet:
                print("left out, as the module does not offer it yet: %s" % name)
            scenarios = [s for s in scenarios if golden.name_of(s) not in golden.not_yet]
        for part in range(golden.parts):
            some = scenarios[part::golden.parts] if golden.parts > 1 else scenarios
            if some:
                found.append(Check(golden, part + 1, some, folder))
    return found


def run_all(some, module, workers):
    """Prints what each check says, in one piece; (passed, failed)."""
    passed = failed = 0
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        running = {pool.submit(check.run, module): check for check in some}
        try:
            for done in concurrent.futures.as_completed(running):
                said = done.result()
                counts = COUNTS.findall(said)
                passed += int(counts[-1][0]) if counts else 0
                failed += int(counts[-1][1]) if counts else 1
                print("%s\n%s" % (running[done].name, said.rstrip()), flush=True)
        except BaseException:
            # The checks that run end with their servers.
            pool.shutdown(wait=False, cancel_futures=True)
            end_descendants(os.getpid())
            raise
    return passed, failed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("module")
    parser.add_argument("--golden", default="")
    parser.add_argument("--only", default="")
    parser.add_argument("--workers", type=int, default=3)
    arguments = parser.parse_args()
    end_on_signal()
    adopt_orphans()
    folder, MariaDb.memory = temporary_folder(), memory_folder()
    try:
        goldens = [golden for golden in GOLDENS if arguments.golden in golden.file]
        passed, failed = run_all(checks(goldens, arguments.only, folder), os.path.abspath(arguments.module), arguments.workers)
    finally:
        remove_folder(folder)
        remove_folder(MariaDb.memory)
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
