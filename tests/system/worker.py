# SPDX-License-Identifier: MIT
"""Runs the classes of system tests whose names come in by standard input, on a MariaDB of its own. Answers each with a line
of JSON; what a class prints goes to FOLDER/NAME.
   worker.py FOLDER   FOLDER is this worker's own
"""
import faulthandler
import json
import os
import resource
import signal
import sys
import time
import unittest

import harness
from processes import adopt_orphans, end_descendants, end_on_signal
from servers import MariaDb

# How long a class may take that says nothing else.
SECONDS = int(os.environ.get("OST_CLASS_SECONDS", 420 * harness.PATIENCE))
TICKS = os.sysconf("SC_CLK_TCK")


def processor_seconds():
    """Of this process, the children that it has waited for, and its MariaDB."""
    used = sum(u.ru_utime + u.ru_stime for u in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))
    with open("/proc/%d/stat" % harness.Run.database.process.pid, encoding="ascii") as f:
        fields = f.read().rpartition(")")[2].split()
    return used + (int(fields[11]) + int(fields[12])) / TICKS


def tests_of(suite):
    for part in suite:
        if isinstance(part, unittest.TestSuite):
            yield from tests_of(part)
        else:
            yield part


def most_seconds(tests):
    """How long these may take: what every class may, or what one of them names."""
    return max([SECONDS] + [harness.PATIENCE * getattr(test, "most_seconds", 0) for test in tests])


class Result(unittest.TextTestResult):
    def startTest(self, test):
        super().startTest(test)
        self.stream.writeln("  " + test.id())
        self.stream.flush()


class TooLong(Exception):
    """The class has used up its time."""


def run(name):
    """Runs one class, or all classes of a module; (passed, failed, skipped)."""
    suite = unittest.defaultTestLoader.loadTestsFromName(name)
    seconds = most_seconds(tests_of(suite))
    runner = unittest.TextTestRunner(stream=sys.stdout, verbosity=0, resultclass=Result)
    results = []

    def make_result():
        results.append(Result(runner.stream, runner.descriptions, runner.verbosity))
        return results[0]

    def stop(*_):
        results[0].stop()
        faulthandler.dump_traceback(file=sys.stdout)
        raise TooLong("%s takes longer than %d seconds" % (name, seconds))

    runner._makeResult = make_result
    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        result = runner.run(suite)
    finally:
        signal.alarm(0)
    failed, skipped = len(result.failures) + len(result.errors), len(result.skipped)
    return max(result.testsRun - failed - skipped, 0), failed, skipped


def answer(name, folder):
    start, used = time.monotonic(), processor_seconds()
    with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
        for stream in (1, 2):
            os.dup2(out.fileno(), stream)
    passed, failed, skipped = run(name)
    left = end_descendants(os.getpid(), spared=[harness.Run.database.process.pid])
    if left:
        print("%s left %d processes behind" % (name, left), flush=True)
    return {"passed": passed, "failed": failed + (1 if left else 0), "skipped": skipped,
            "seconds": time.monotonic() - start, "processor": processor_seconds() - used}


def main(folder):
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    end_on_signal()
    adopt_orphans()
    shared = harness.Run
    shared.folder = folder
    shared.recorder = harness.Recorder(os.path.join(folder, "exchanges"))
    MariaDb.memory = os.environ.get("OST_MEMORY") or None
    shared.database = MariaDb(folder)
    try:
        shared.database.create().start()
        for line in sys.stdin:
            print(json.dumps(answer(line.strip(), folder)), file=replies, flush=True)
    except KeyboardInterrupt:
        return 1
    finally:
        shared.database.stop()
        end_descendants(os.getpid())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
