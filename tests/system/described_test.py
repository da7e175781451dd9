# SPDX-License-Identifier: MIT
"""The last test of a run: all that was sent and received is as docs/openapi.yaml says, and a run of all tests has met
everything that it describes."""
import os
import subprocess
import unittest

import harness

CHECK = os.path.join(os.path.dirname(os.path.abspath(__file__)), "described.py")
DESCRIBED = os.path.join(harness.ROOT, "docs", "openapi.yaml")


class Exchanges(unittest.TestCase):
    def __init__(self, name, whole_run):
        super().__init__(name)
        self.whole_run = whole_run

    def test_are_as_described(self):
        if not os.path.exists(harness.Run.recorder.path):
            self.skipTest("no test sent anything")
        done = subprocess.run(["/usr/bin/python3", "-B", CHECK, DESCRIBED, harness.Run.recorder.path]
                              + (["--all"] if self.whole_run else []), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.assertEqual(0, done.returncode, done.stdout.decode("utf-8", "replace")[-8000:])
