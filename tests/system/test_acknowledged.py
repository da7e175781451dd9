# SPDX-License-Identifier: MIT
"""What a client was told is so, whatever died meanwhile. OST_SOAK_SECONDS makes it longer, OST_SEED another."""
import os
import signal
import time
import unittest

from acknowledged import WriteRun, unclean_tables
from actors import DORA, SETTINGS, agents
from harness import OwnServer, children_of

SECONDS = float(os.environ.get("OST_SOAK_SECONDS", "8"))
SEED = int(os.environ.get("OST_SEED", "1"))


@unittest.skipIf(os.environ.get("OST_SLOW"), "servers that are killed as often as they start")
class AcknowledgedWrites(OwnServer):
    expected_seconds = 20
    # A commit is on the disk before it is acknowledged.
    server_options = ["--innodb-flush-log-at-trx-commit=1"]
    reference_ttl = 30
    children = 3
    kills_children = True
    settings = SETTINGS

    @classmethod
    def fill(cls):
        cls.sql(agents())

    def kill_database(self):
        self.own.process.send_signal(signal.SIGKILL)
        self.own.process.wait()
        self.own.start()

    def kill_child(self):
        children = children_of(self.httpd.process.pid)
        if children:
            os.kill(self.writing.chance.choice(children), signal.SIGKILL)

    def test_survive_servers_that_are_killed(self):
        self.writing = WriteRun(self.httpd.port, SEED, agent=DORA)
        end = time.monotonic() + SECONDS
        done = self.writing.run({"database": self.kill_database, "child": self.kill_child},
                            lambda run: time.monotonic() < end or run.total("acknowledged") < 50)
        wrong, figures = self.writing.check(self.sql)
        print("    seed %d: database killed %d times, children %d times; %s"
              % (SEED, done.count("database"), done.count("child"), figures))
        self.assertEqual([], wrong)
        self.assertEqual([], unclean_tables(self.sql))
        self.assertGreater(self.writing.total("acknowledged"), 0)
