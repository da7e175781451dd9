# SPDX-License-Identifier: MIT
"""Mail while children of httpd, the database and the mail server are killed: each ticket's mails arrive, no other does."""
import collections
import itertools
import os
import random
import signal
import threading
import time
import unittest

import mailed
import sample
import test_mail
from aiosmtpd.controller import Controller
from harness import Deadline, OwnServer, Run, children_of
from places import free_port

# Many tickets with run.py --all only.
TICKETS = 2000 if os.environ.get("OST_LONG") else 120
CLIENTS = 4
# Each may be between sending and marking when something is killed: half of httpd's connections (harness.py).
LANES = 4


class Inbox:
    """A mail server that may be killed and started again at its address."""

    def __init__(self):
        self.port, self.ids, self.controller = free_port(), collections.Counter(), None

    def start(self):
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self):
        self.controller.stop()

    async def handle_DATA(self, server, session, envelope):
        self.ids[test_mail.parse(envelope.content)["Message-ID"]] += 1
        return "250 OK"

    async def handle_exception(self, error):
        # One that is killed refuses nothing for good.
        return "451 %s" % type(error).__name__


@unittest.skipIf(os.environ.get("OST_SLOW"), "servers that are killed as often as they start")
class Killed(OwnServer):
    kills_children = True
    children = 2
    expected_seconds = 60

    @classmethod
    def fill(cls):
        cls.sql(sample.mail() + "DELETE FROM ost_ticket;")
        cls.inbox = Inbox()
        cls.inbox.start()
        cls.addClassCleanup(cls.inbox.stop)
        secret = test_mail.write(os.path.join(Run.folder, "killed.secret"), "secret\n", 0o600)
        cls.settings = 'OsTicketSecretFile "%s"\nOsTicketMail smtp://127.0.0.1:%d' % (secret, cls.inbox.port)

    def open_tickets(self, first):
        """Until there are enough; what is refused or unanswered while servers are away is not tried again."""
        deadline = Deadline(300)
        for i in itertools.count(first, CLIENTS):
            if self.opened[201] >= TICKETS:
                return
            try:
                status = self.create(email="person%d@example.com" % i).status
            except OSError:
                status = "no answer"
            self.opened[status] += 1
            if status != 201:
                deadline.check()

    def kill_a_child(self, chance):
        children = children_of(self.httpd.process.pid)
        if children:
            os.kill(chance.choice(children), signal.SIGKILL)

    def kill_something(self, chance):
        what = chance.choice(("child", "child", "mail server", "database"))
        if what == "child":
            self.kill_a_child(chance)
        elif what == "mail server":
            self.inbox.stop()
            time.sleep(0.3)
            self.inbox.start()
        else:
            self.own.process.kill()
            self.own.process.wait()
            self.own.start()

    def kill_while(self, threads):
        """Each time once a ticket was opened again, however long servers take to be back."""
        chance = random.Random(20260701)
        kills = opened = 0
        while any(thread.is_alive() for thread in threads):
            if self.opened[201] > opened:
                opened = self.opened[201]
                self.kill_something(chance)
                kills += 1
            time.sleep(chance.uniform(0.1, 0.6))
        return kills

    def test_each_mail_of_each_ticket_arrives_and_no_other(self):
        self.opened = collections.Counter()
        threads = [threading.Thread(target=self.open_tickets, args=(first,)) for first in range(CLIENTS)]
        for thread in threads:
            thread.start()
        kills = self.kill_while(threads)
        for thread in threads:
            thread.join()
        mailed.await_sent(self)
        tickets = self.number("SELECT COUNT(*) FROM ost_ticket")
        sent = {"<%s>" % row[0] for row in self.sql("SELECT message_id FROM ost_rest_outbox WHERE state = 'sent'")}
        told = self.number("SELECT COUNT(DISTINCT ticket_id) FROM ost_rest_outbox r JOIN ost_ticket t USING (ticket_id)")
        repeats = sum(self.inbox.ids.values()) - len(self.inbox.ids)
        print("%d tickets, %d mails, %d kills, %d repeats; answers: %s"
              % (tickets, len(sent), kills, repeats, dict(self.opened)))
        self.assertEqual([], self.sql("SELECT last_error FROM ost_rest_outbox WHERE state <> 'sent'"))
        self.assertGreaterEqual(self.opened[201], TICKETS)
        self.assertGreaterEqual(tickets, self.opened[201])
        self.assertEqual(tickets, told)
        self.assertEqual(3 * tickets, len(sent))
        self.assertEqual(sent, set(self.inbox.ids))
        self.assertLessEqual(repeats, kills * LANES)
