# SPDX-License-Identifier: MIT
"""What a client was told is so, whatever died meanwhile, and is mailed once. OST_SOAK_SECONDS makes it longer, OST_SEED another."""
import os
import signal
import time
import unittest

import deeds
import mailed
import sample
import test_mail
from acknowledged import WriteRun
from actors import DORA, SETTINGS, agents
from harness import OwnServer, Run, children_of
from judged import unclean_tables

SECONDS = float(os.environ.get("OST_SOAK_SECONDS", "8"))
SEED = int(os.environ.get("OST_SEED", "1"))
# Each may be between sending and marking when something is killed: half of httpd's connections (harness.py).
LANES = 4


@unittest.skipIf(os.environ.get("OST_SLOW"), "servers that are killed as often as they start")
class AcknowledgedWrites(OwnServer):
    expected_seconds = 30
    # A commit is on the disk before it is acknowledged.
    server_options = ["--innodb-flush-log-at-trx-commit=1"]
    reference_ttl = 30
    children = 3
    kills_children = True

    @classmethod
    def fill(cls):
        cls.sql(agents() + deeds.sql() + sample.mail() + mailed.sql())
        secret = test_mail.write(os.path.join(Run.folder, "acknowledged.secret"), "secret\n", 0o600)
        cls.inbox = test_mail.Server()
        cls.addClassCleanup(cls.inbox.controller.stop)
        cls.settings = SETTINGS + '\nOsTicketSecretFile "%s"\nOsTicketMail smtp://127.0.0.1:%d' % (secret, cls.inbox.controller.port)

    def kill_database(self):
        self.own.process.send_signal(signal.SIGKILL)
        self.own.process.wait()
        self.own.start()

    def kill_child(self):
        children = children_of(self.httpd.process.pid)
        if children:
            os.kill(self.writing.chance.choice(children), signal.SIGKILL)

    def initial_state(self):
        """What a new ticket is before anybody has done anything to it, whoever it is of."""
        ticket = self.created(subject="Untouched")
        return dict(deeds.found(self.sql(deeds.STATE + " WHERE t.ticket_id = %d" % ticket)[0]), user_id=None)

    def check_mail(self, kills):
        """Everything that was acknowledged, and nothing that was refused, is mailed to each of whom it concerns in one message.
        What was on its way when something was killed may have come again, under its Message-ID."""
        mailed.await_sent(self)
        found = mailed.Mailed(self.inbox.kept)
        rows = {"<%s>" % row[0] for row in self.sql("SELECT message_id FROM ost_rest_outbox WHERE state = 'sent'")}
        print("    %d messages, %d came again" % (len(found.ids), found.repeats()))
        self.assertEqual([], self.sql("SELECT last_error FROM ost_rest_outbox WHERE state <> 'sent'"))
        self.assertEqual(rows, set(found.ids))
        self.assertLessEqual(found.repeats(), kills * LANES)
        self.assertEqual([], found.wrong([ticket for client in self.writing.clients for ticket in client.tickets.values()], self))

    def test_survive_servers_that_are_killed(self):
        self.writing = WriteRun(self.httpd.port, SEED, agent=DORA, initial=self.initial_state())
        end = time.monotonic() + SECONDS
        done = self.writing.run({"database": self.kill_database, "child": self.kill_child},
                                lambda run: time.monotonic() < end or run.total("acknowledged") < 50)
        wrong, figures = self.writing.check(self.sql)
        print("    seed %d: database killed %d times, children %d times; %s"
              % (SEED, done.count("database"), done.count("child"), figures))
        self.assertEqual([], wrong)
        self.assertEqual([], unclean_tables(self.sql))
        self.assertGreater(self.writing.total("acknowledged"), 0)
        self.check_mail(len(done))
