# SPDX-License-Identifier: MIT
"""Runs the system tests, several classes at a time, each worker on a MariaDB of its own. The last line reads
`N passed, N failed`, and `, N skipped` where some were.
   run.py [--all] [NAME ...]   test_NAME*.py; without a name all, and with --all also what takes long (`only_with_all`)
Environment: OST_MODULE, OST_WORKERS (how many, 2), OST_CLASS_SECONDS (how long a class may take that names no
`most_seconds`).
"""
import argparse
import glob
import json
import os
import queue
import subprocess
import sys
import threading
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import described_test  # noqa: E402
import harness  # noqa: E402
import worker  # noqa: E402
from processes import adopt_orphans, end_descendants, end_on_signal  # noqa: E402
from places import memory_folder, remove_folder, temporary_folder  # noqa: E402

# Of the last runs, so that the longest classes start first.
DURATIONS = os.path.join(harness.ROOT, "build", "out-durations", "system.json")
# What a class that is told to stop gets to clean up.
GRACE = 90


class Unit:
    """What one worker runs at a time: a class, or a module whose classes share servers."""

    def __init__(self, name, tests):
        self.name = name
        self.expected_seconds = max([len(tests)] + [getattr(test, "expected_seconds", 0) for test in tests])
        self.most_seconds = worker.most_seconds(tests)
        self.is_alone = any(getattr(test, "alone", False) for test in tests)
        self.is_long = all(getattr(test, "only_with_all", False) for test in tests)


def unit_of(test):
    """What a worker loads the test by: its class, or its module if the classes share what the module ends."""
    module = type(test).__module__
    if module == unittest.loader.__name__:
        return test.id().rpartition(".")[2]  # of a module that cannot be imported
    return module if hasattr(sys.modules[module], "tearDownModule") else "%s.%s" % (module, type(test).__name__)


def units(names):
    patterns = ["test_%s*.py" % name for name in names] or ["test_*.py"]
    found = {}
    for pattern in patterns:
        for test in worker.tests_of(unittest.defaultTestLoader.discover(HERE, pattern=pattern)):
            tests = found.setdefault(unit_of(test), [])
            if test.id() not in [other.id() for other in tests]:
                tests.append(test)
    return [Unit(name, tests) for name, tests in found.items()]


class Worker:
    """A process that runs one unit after the other; a new one takes the place of one that died."""

    def __init__(self, folder):
        self.folder, self.process, self.count = folder, None, 0

    def start(self):
        self.count += 1
        self.own = os.path.join(self.folder, str(self.count))
        os.makedirs(self.own)
        os.chmod(self.folder, 0o755)
        self.process = subprocess.Popen([sys.executable, "-B", os.path.join(HERE, "worker.py"), self.own], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)

    def run(self, unit):
        """(the worker's answer, what the unit has printed)."""
        if self.process is None:
            self.start()
        # A worker that stays silent for too long is ended, which ends the reading of its answer.
        watch = threading.Timer(unit.most_seconds + GRACE, self.end)
        watch.start()
        try:
            self.process.stdin.write(unit.name + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except OSError:
            line = ""
        finally:
            watch.cancel()
        try:
            with open(os.path.join(self.own, unit.name), encoding="utf-8", errors="replace") as f:
                said = f.read()
        except FileNotFoundError:
            said = ""
        if line:
            return json.loads(line), said
        self.end()
        return {"passed": 0, "failed": 1, "skipped": 0, "seconds": 0, "processor": 0}, said + "the worker ended\n"

    def stop(self):
        if self.process:
            self.process.stdin.close()
            try:
                self.process.wait(GRACE)
            except subprocess.TimeoutExpired:
                pass
        self.end()

    def end(self):
        process, self.process = self.process, None
        if process:
            end_descendants(process.pid)
            process.kill()
            process.wait()


class Schedule:
    """Hands units to workers, longest first, and prints what each has said in one piece."""

    def __init__(self, folder, count):
        self.workers = [Worker(os.path.join(folder, "worker%d" % n)) for n in range(count)]
        self.lock = threading.Lock()
        self.totals = {"passed": 0, "failed": 0, "skipped": 0}
        self.durations = {}
        self.failed = []
        self.is_over = False

    def run(self, some):
        waiting = queue.SimpleQueue()
        for unit in some:
            waiting.put(unit)
        threads = [threading.Thread(target=self.work, args=(one, waiting), daemon=True) for one in self.workers[:len(some)]]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def work(self, one, waiting):
        while not self.is_over:
            try:
                unit = waiting.get_nowait()
            except queue.Empty:
                return
            found, said = one.run(unit)
            with self.lock:
                self.tell(unit, found, said)

    def tell(self, unit, found, said):
        for name in self.totals:
            self.totals[name] += found[name]
        is_failed = found["failed"] or not found["passed"] + found["skipped"]
        self.durations[unit.name] = found["seconds"]
        if is_failed:
            self.failed.append(unit.name)
            self.totals["failed"] += 0 if found["failed"] else 1
        print("%s%s %s: %d passed, %.1f s, %.1f s of a processor" % (said, "FAIL" if is_failed else "ok  ", unit.name,
                                                                found["passed"], found["seconds"], found["processor"]), flush=True)

    def stop(self):
        self.is_over = True
        for one in self.workers:
            one.stop()


def known_durations():
    try:
        with open(DURATIONS, encoding="utf-8") as f:
            return json.load(f)
    except (FileNotFoundError, ValueError):
        return {}


def keep_durations(durations):
    os.makedirs(os.path.dirname(DURATIONS), exist_ok=True)
    new = "%s.%d" % (DURATIONS, os.getpid())
    with open(new, "w", encoding="utf-8") as f:
        json.dump({**known_durations(), **durations}, f, indent=1, sort_keys=True)
    os.replace(new, DURATIONS)


def compare_exchanges(folder, is_whole):
    """All that was sent and received, compared with the description; (passed, failed, skipped)."""
    harness.Run.recorder = harness.Recorder(os.path.join(folder, "exchanges"))
    with open(harness.Run.recorder.path, "wb") as f:
        for path in glob.glob(os.path.join(folder, "worker*", "*", "exchanges")):
            with open(path, "rb") as part:
                f.write(part.read())
    if not os.path.getsize(harness.Run.recorder.path):
        os.unlink(harness.Run.recorder.path)
    suite = unittest.TestSuite([described_test.Exchanges("test_are_as_described", whole_run=is_whole)])
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=0, resultclass=worker.Result).run(suite)
    failed, skipped = len(result.failures) + len(result.errors), len(result.skipped)
    return 1 - failed - skipped, failed, skipped


def run_all(arguments, folder):
    chosen = units(arguments.names)
    left_out = [unit for unit in chosen if unit.is_long and not arguments.all and not arguments.names]
    durations = known_durations()
    chosen = sorted((unit for unit in chosen if unit not in left_out), key=lambda u: -durations.get(u.name, u.expected_seconds))
    schedule = Schedule(folder, arguments.workers)
    try:
        schedule.run([unit for unit in chosen if not unit.is_alone])
        for unit in chosen:
            if unit.is_alone:
                schedule.run([unit])
    finally:
        schedule.stop()
    keep_durations(schedule.durations)
    passed, failed, skipped = compare_exchanges(folder, is_whole=not arguments.names)
    totals = schedule.totals
    if left_out:
        print("left out, to run with --all: " + ", ".join(unit.name for unit in left_out))
    if schedule.failed:
        print("failed: " + ", ".join(schedule.failed))
    skipped += totals["skipped"]
    print("%d passed, %d failed%s" % (totals["passed"] + passed, totals["failed"] + failed,
                                      ", %d skipped" % skipped if skipped else ""))
    return 1 if failed or totals["failed"] or not totals["passed"] else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--workers", type=int, default=int(os.environ.get("OST_WORKERS", "2")))
    arguments = parser.parse_args()
    end_on_signal()
    adopt_orphans()
    if arguments.all:
        os.environ["OST_LONG"] = "1"
    folder, memory = temporary_folder(), memory_folder()
    os.environ["OST_MEMORY"] = memory or ""
    try:
        return run_all(arguments, folder)
    except KeyboardInterrupt:
        return 130
    finally:
        end_descendants(os.getpid())
        remove_folder(folder)
        remove_folder(memory)


if __name__ == "__main__":
    sys.exit(main())
