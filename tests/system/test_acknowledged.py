# SPDX-License-Identifier: MIT
"""What a client was told is so, whatever died meanwhile. OST_SOAK_SECONDS makes it longer, OST_SEED another."""
import os
import signal
import time
import unittest

import harness
import sample
from acknowledged import WriteRun, unclean_tables
from harness import MODULE, Run, SystemTest, children_of
from servers import Httpd, MariaDb

SECONDS = float(os.environ.get("OST_SOAK_SECONDS", "8"))
SEED = int(os.environ.get("OST_SEED", "1"))


@unittest.skipIf(os.environ.get("OST_SLOW"), "servers that are killed as often as they start")
class AcknowledgedWrites(SystemTest):
    @classmethod
    def setUpClass(cls):
        folder = os.path.join(Run.folder, "acknowledged")
        os.makedirs(folder)
        # A commit is on the disk before it is acknowledged.
        cls.own = MariaDb(folder, extra=["--innodb-flush-log-at-trx-commit=1"]).create().start()
        cls.own.create_database("d")
        cls.own.sql(sample.help_desk(), "d")
        cls.httpd = Httpd(Run.folder, MODULE, cls.own.connection("d"), extra="OsTicketReferenceTTL 30", children=3,
                          environment=harness.sanitizer_environment()).start()

    @classmethod
    def tearDownClass(cls):
        cls.httpd.stop()
        cls.own.stop()

    def kill_database(self):
        self.own.process.send_signal(signal.SIGKILL)
        self.own.process.wait()
        self.own.start()

    def kill_child(self):
        children = children_of(self.httpd.process.pid)
        if children:
            os.kill(self.writing.chance.choice(children), signal.SIGKILL)

    def test_survive_servers_that_are_killed(self):
        self.writing = WriteRun(self.httpd.port, SEED)
        end = time.monotonic() + SECONDS
        done = self.writing.run({"database": self.kill_database, "child": self.kill_child},
                            lambda run: time.monotonic() < end or run.total("acknowledged") < 50)
        wrong, figures = self.writing.check(lambda text: self.own.sql(text, "d"))
        print("    seed %d: database killed %d times, children %d times; %s"
              % (SEED, done.count("database"), done.count("child"), figures))
        self.assertEqual([], wrong)
        self.assertEqual([], unclean_tables(lambda text: self.own.sql(text, "d")))
        self.assertGreater(self.writing.total("acknowledged"), 0)
