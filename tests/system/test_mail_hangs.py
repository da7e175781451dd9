# SPDX-License-Identifier: MIT
"""Mail servers that hang, at each point of a session, while requests are answered and httpd restarts or ends: it does so
soon, and each message that waits or is on its way arrives."""
import collections
import contextlib
import socket
import threading

import harness
import test_mail
from harness import Deadline
from test_mail import MailTest, Server

LINES = {"HELO": "250 hello", "EHLO": "250-hello\r\n250 STARTTLS", "STARTTLS": "220 go on", "MAIL": "250 sender", "RCPT": "250 recipient",
         "DATA": "354 go on", ".": "250 taken", "QUIT": "221 bye"}


class HangingServer:
    """Talks SMTP until what `at` names: a command, "greeting" or "handshake". That gets no answer, and its connection stays
    open. A message counts as taken once it has arrived whole, whether that is said or not."""

    def __init__(self):
        self.at, self.reached, self.taken, self.open = None, threading.Event(), collections.Counter(), []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                client = self.listener.accept()[0]
            except OSError:
                return
            self.open.append(client)
            threading.Thread(target=self.talk_to, args=(client,), daemon=True).start()

    def begin_anew(self):
        """No connection of before is left."""
        self.at = None
        while self.open:
            with contextlib.suppress(OSError):  # the other side went first
                self.open.pop().shutdown(socket.SHUT_RDWR)
        self.reached.clear()
        self.taken.clear()

    def close(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def says(self, client, step, line):
        if self.at == step:
            self.reached.set()
            return
        client.sendall(line.encode() + b"\r\n")

    def talk_to(self, client):
        with contextlib.suppress(OSError), client.makefile("rb") as lines:
            self.talk(client, lines)

    def talk(self, client, lines):
        self.says(client, "greeting", "220 here")
        for line in lines:
            step = line.split()[0].decode().upper()
            self.says(client, step, LINES[step])
            if step == "DATA":
                self.read_message(client, lines)
            elif step == "STARTTLS":
                self.reached.set()
                lines.read()

    def read_message(self, client, lines):
        content = b""
        for line in iter(lines.readline, b""):
            if line == b".\r\n":
                self.taken[test_mail.parse(content)["Message-ID"]] += 1
                self.says(client, ".", LINES["."])
                return
            content += line


class HangingTest(MailTest):
    def restart(self):
        """Gracefully; nobody of before is left then."""
        children = set(harness.children_of(self.httpd.process.pid))
        self.httpd.graceful()
        deadline = Deadline()
        while children & set(harness.children_of(self.httpd.process.pid)):
            deadline.check()


class AtAnyPoint(HangingTest):
    """The server of osTicket's own settings, so that it may be asked for STARTTLS."""
    expected_seconds = 30

    @classmethod
    def way(cls):
        cls.server = HangingServer()
        cls.addClassCleanup(cls.server.close)
        cls.sql("INSERT INTO ost_email_account (id, email_id, type, auth_bk, active, host, port, created, updated) VALUES"
                " (7, 2, 'smtp', 'none', 1, 'plain://127.0.0.1', %d, NOW(), NOW());"
                "INSERT INTO ost_config (namespace, `key`, value, updated) VALUES ('core', 'default_smtp_id', '7', NOW())"
                % cls.server.port)
        return 'osticket "/bin/false"'

    def setUp(self):
        super().setUp()
        self.server.begin_anew()

    def send_to_server_that_hangs(self, at, scheme="plain"):
        self.sql("UPDATE ost_email_account SET host = '%s://127.0.0.1'" % scheme)
        self.server.at = at
        self.created(alert=False)
        self.assertTrue(self.server.reached.wait(30))

    def assert_arrives_after_a_restart(self, at, scheme="plain"):
        """Pauses are cut short."""
        self.send_to_server_that_hangs(at, scheme)
        self.server.at = None
        self.sql("UPDATE ost_email_account SET host = 'plain://127.0.0.1'")
        self.restart()
        deadline = Deadline()
        while self.rows("state = 'sent'") == 0:
            self.make_due()
            deadline.check()
        message, = self.sql("SELECT message_id FROM ost_rest_outbox")
        self.assertEqual(["<%s>" % message[0]], list(self.server.taken))

    def test_before_a_message_was_told(self):
        for at in ("EHLO", "RCPT"):
            with self.subTest(at):
                self.setUp()
                self.assert_arrives_after_a_restart(at)
                self.assertEqual([1], list(self.server.taken.values()))

    def test_before_and_in_a_handshake(self):
        for at in ("STARTTLS", "handshake"):
            with self.subTest(at):
                self.setUp()
                self.assert_arrives_after_a_restart(at, "tls")
                self.assertEqual([1], list(self.server.taken.values()))

    def test_after_a_message_which_is_repeated_once_as_nobody_knows_that_it_was_taken(self):
        self.assert_arrives_after_a_restart(".")
        self.assertEqual([2], list(self.server.taken.values()))

    def send_one(self):
        self.server.at = "QUIT"
        self.created(alert=False)
        self.await_rows(1, "state = 'sent'")

    def test_a_restart_waits_for_no_farewell(self):
        self.send_one()
        self.restart()
        self.assertTrue(self.server.reached.wait(30))
        self.assertEqual([1], list(self.server.taken.values()))

    def test_httpd_ends_without_a_farewell(self):
        self.send_one()
        self.httpd.stop()
        self.assertNotIn("sending a SIG", self.httpd.log())
        self.httpd.start()
        self.assertTrue(self.server.reached.wait(30))
        self.assertEqual([1], list(self.server.taken.values()))


class ByProgramThatHangs(HangingTest):
    def test_a_restart_ends_it_and_the_message_arrives(self):
        self.program_says("hang")
        self.created(alert=False)
        self.await_rows(1, "claimed_by <> ''")
        self.program_recovers()
        self.restart()
        self.await_rows(1, "state = 'sent'")
        self.assertEqual(1, len(self.mails()))


class ByServerThatHangs(HangingTest):
    """A server that takes connections and says nothing."""

    @classmethod
    def way(cls):
        cls.server = socket.create_server(("127.0.0.1", 0))
        cls.addClassCleanup(lambda: cls.server.close())
        return "smtp://127.0.0.1:%d" % cls.server.getsockname()[1]

    def hold(self):
        """One message that is being handed over, and two that wait; the next test begins anew."""
        self.addCleanup(self.restart)
        self.created(alert=False)
        self.await_rows(1, "claimed_by <> ''")
        for i in range(2):
            self.created(email="person%d@example.com" % i, alert=False)

    def test_requests_are_answered_meanwhile(self):
        self.hold()
        before = self.sql("SELECT id, claimed_by, attempts FROM ost_rest_outbox ORDER BY id")
        answer = self.create(alert=False, autorespond=False)
        self.assertEqual((201, [answer.json["id"]]), (answer.status, self.ids("?id=%d" % answer.json["id"])))
        self.assertEqual(before, self.sql("SELECT id, claimed_by, attempts FROM ost_rest_outbox ORDER BY id"))

    def test_a_graceful_restart_takes_the_messages_back(self):
        self.hold()
        old = self.sql("SELECT MAX(claimed_by) FROM ost_rest_outbox")
        self.restart()
        self.await_rows(3, "claimed_by <> ''")
        self.assertEqual(0, self.rows("claimed_by = '%s' OR state <> 'queued' OR attempts > 0" % old[0][0]))

    def test_httpd_ends_and_what_waits_is_sent_once_there_is_a_server(self):
        self.hold()
        self.httpd.stop()
        self.assertEqual(3, self.rows("state = 'queued' AND claimed_by = '' AND attempts = 0"))
        port = self.server.getsockname()[1]
        self.server.close()
        good = Server(port)
        try:
            self.httpd.start()
            self.await_rows(3, "state = 'sent'")
            self.assertEqual(3, len(good.kept))
        finally:
            good.controller.stop()
            type(self).server = socket.create_server(("127.0.0.1", port))
