# SPDX-License-Identifier: MIT
"""Runs the system tests against a MariaDB of their own; the last line reads `N passed, N failed`."""
import os
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import described_test  # noqa: E402
import harness  # noqa: E402
from servers import MariaDb, remove_folder, temporary_folder  # noqa: E402


class Result(unittest.TextTestResult):
    def startTest(self, test):
        super().startTest(test)
        self.stream.writeln("  " + test.id())
        self.stream.flush()


def main():
    pattern = "test_%s*.py" % sys.argv[1] if len(sys.argv) > 1 else "test_*.py"
    harness.Run.folder = temporary_folder()
    harness.Run.recorder = harness.Recorder(os.path.join(harness.Run.folder, "exchanges"))
    harness.Run.database = MariaDb(harness.Run.folder)
    try:
        harness.Run.database.create().start()
        suite = unittest.defaultTestLoader.discover(HERE, pattern=pattern)
        # Last, since it looks at what all the others have sent and received.
        suite.addTest(described_test.Exchanges("test_are_as_described", whole_run=len(sys.argv) == 1))
        result = unittest.TextTestRunner(stream=sys.stdout, verbosity=0, resultclass=Result).run(suite)
    finally:
        harness.Run.database.stop()
        remove_folder(harness.Run.folder)
    failed = len(result.failures) + len(result.errors)
    skipped = len(result.skipped)
    print("%d passed, %d failed%s" % (result.testsRun - failed - skipped, failed,
                                      ", %d skipped" % skipped if skipped else ""))
    return 1 if failed or not result.testsRun else 0


if __name__ == "__main__":
    sys.exit(main())
