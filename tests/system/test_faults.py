# SPDX-License-Identifier: MIT
"""Whatever becomes of the database: a 503 in time, nothing half done, and service again afterwards."""
import os
import signal
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import sample
from harness import OwnServer, Run, table_rows
from proxy import COMMIT, PING, Proxy
from servers import MariaDb

EVENT = b"ost_thread_event"
DEADLINE = 60


SERVERS = {}


def broken_server(options):
    """A server that the tests of this file may break, with a proxy in front of it."""
    if options not in SERVERS:
        folder = os.path.join(Run.folder, "broken_%d" % len(SERVERS))
        os.makedirs(folder)
        own = MariaDb(folder, extra=options).create().start()
        own.create_database("d")
        own.sql(sample.help_desk(), "d")
        SERVERS[options] = own, Proxy(folder, own.socket)
    return SERVERS[options]


def tearDownModule():
    for own, proxy in SERVERS.values():
        proxy.stop()
        own.stop()


class Faulty(OwnServer):
    """A help desk behind a proxy. No request may take as long as `send` waits."""
    settings = "OsTicketQueryTimeout 1\nOsTicketPoolWait 500"

    @classmethod
    def setUpClass(cls):
        cls.own, cls.proxy = broken_server(cls.server_options)
        cls.httpd = cls.make_httpd().start()

    @classmethod
    def connection(cls):
        return dict(super().connection(), socket=cls.proxy.path)

    def setUp(self):
        self.ticket = self.until_works()
        self.before = table_rows(self)

    def tearDown(self):
        self.proxy.heal()

    def until_works(self):
        """A ticket, created as soon as the database can be reached again."""
        deadline = time.monotonic() + DEADLINE
        while self.get().status != 200:
            self.assertLess(time.monotonic(), deadline, self.httpd.log()[-2000:])
            time.sleep(0.05)
        return self.created()

    def assert_unavailable(self, answer, code="unavailable"):
        self.assertEqual((503, code, "2"), (answer.status, answer.json["code"], answer.headers["retry-after"]))

    def assert_refused_and_works_again(self, answer):
        self.assert_unavailable(answer)
        self.proxy.heal()
        deadline = time.monotonic() + DEADLINE
        while not self.own.answers():
            self.assertLess(time.monotonic(), deadline)
        self.assertEqual(self.before, table_rows(self))
        self.until_works()

    def holder(self, text):
        """A client that runs the text and stays until `communicate`."""
        client = subprocess.Popen(["mariadb", "--no-defaults", "-n", "--socket=" + self.own.socket, "-uroot", "d"],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        client.stdin.write(text.encode() + b"; SELECT 'done';\n")
        client.stdin.flush()
        self.addCleanup(client.communicate)
        while b"done" not in client.stdout.readline():
            self.assertIsNone(client.poll())
        return client


class BrokenConnection(Faulty):
    """The proxy breaks the connection at one statement of a request."""

    def test_cut_in_a_statement(self):
        self.proxy.break_at(EVENT, "cut")
        self.assert_refused_and_works_again(self.create())

    def test_cut_in_a_result(self):
        fault = self.proxy.break_at(b"ost_thread_entry", "cut_answer", passed=40)
        answer = self.get("?id=%d" % self.ticket)
        self.assertTrue(fault.hit.is_set())
        self.assert_refused_and_works_again(answer)

    def test_cut_before_the_commit_arrives(self):
        self.proxy.break_at(command=COMMIT, kind="cut")
        self.assert_unavailable(self.create(), "outcome_unknown")
        self.assertEqual(self.before, table_rows(self))
        self.until_works()

    def test_cut_after_the_commit_is_not_repeated(self):
        for kind in ("cut_answer", "stall_answer"):
            before = self.number("SELECT COUNT(*) FROM ost_ticket")
            self.proxy.break_at(command=COMMIT, kind=kind)
            self.assert_unavailable(self.create(), "outcome_unknown")
            self.assertEqual(before + 1, self.number("SELECT COUNT(*) FROM ost_ticket"))
            self.until_works()

    def test_stalled_in_a_statement(self):
        self.proxy.break_at(EVENT, "stall")
        self.assert_refused_and_works_again(self.create())

    def test_stalled_in_a_result(self):
        self.proxy.break_at(b"ost_thread_entry", "stall_answer", passed=40)
        self.assert_refused_and_works_again(self.get("?id=%d" % self.ticket))

    def test_stalled_before_the_commit_arrives(self):
        self.proxy.break_at(command=COMMIT, kind="stall")
        self.assert_unavailable(self.create(), "outcome_unknown")
        self.until_works()
        self.assertEqual(self.number("SELECT COUNT(*) FROM ost_ticket"), self.number("SELECT COUNT(*) FROM ost_thread"))

    def test_stalled_while_idle(self):
        fault = self.proxy.break_at(command=PING, kind="stall")
        self.assertEqual(200, self.get().status)
        self.assertTrue(fault.hit.is_set())

    def test_a_server_that_accepts_and_never_answers(self):
        self.proxy.silent = True
        self.own.kill_sessions()
        with ThreadPoolExecutor(12) as clients:
            answers = list(clients.map(lambda _: self.get(), range(12)))
        for answer in answers:
            self.assert_unavailable(answer)
        self.assert_refused_and_works_again(self.get())

    def test_a_server_that_falls_silent_after_its_greeting(self):
        self.proxy.greeting_only = True
        self.own.kill_sessions()
        self.assert_refused_and_works_again(self.get())

    def test_a_server_that_goes_away_after_the_log_in(self):
        self.own.kill_sessions()
        fault = self.proxy.break_at(command=PING, kind="cut")
        self.assert_refused_and_works_again(self.get())
        self.assertTrue(fault.hit.is_set())


class BrokenServer(Faulty):
    """Something happens to the server in the middle of a request, or before it."""

    def stop_server(self, way):
        self.own.process.send_signal(way)
        if way != signal.SIGSTOP:
            self.own.process.wait()
            return
        # On a busy machine the server may go on for a while.
        state = None
        while state != "T":
            with open("/proc/%d/stat" % self.own.process.pid) as f:
                state = f.read().rsplit(")", 1)[1].split()[0]

    def test_killed_in_a_request(self):
        self.proxy.break_at(EVENT, before=lambda: self.stop_server(signal.SIGKILL))
        answer = self.create()
        self.assert_unavailable(self.get())
        self.own.start()
        self.assert_refused_and_works_again(answer)

    def test_frozen_in_a_request_and_before(self):
        self.addCleanup(lambda: self.own.process.send_signal(signal.SIGCONT))
        self.proxy.break_at(EVENT, before=lambda: self.stop_server(signal.SIGSTOP))
        answer = self.create()
        for _ in range(3):
            self.assert_unavailable(self.get())
        self.own.process.send_signal(signal.SIGCONT)
        self.assert_refused_and_works_again(answer)

    def test_restarted_between_requests(self):
        self.own.stop()
        self.own.start()
        self.assertEqual(201, self.create().status)

    def test_sessions_killed_by_an_administrator(self):
        self.proxy.break_at(EVENT, before=self.own.kill_sessions)
        self.assert_refused_and_works_again(self.create())

    def test_read_only(self):
        self.own.sql("SET GLOBAL read_only = 1")
        try:
            self.assertEqual(200, self.get().status)
            answers = [self.create(), self.send("PUT", "?id=%d" % self.ticket, {"status_id": 3}),
                       self.send("DELETE", "?id=%d" % self.ticket)]
        finally:
            self.own.sql("SET GLOBAL read_only = 0")
        for answer in answers:
            self.assert_refused_and_works_again(answer)
            self.before = table_rows(self)

    def test_a_full_disk(self):
        """What the server says of one: 1114 where a table cannot grow, 1021 where it cannot write. On a disk that is
        full in earnest InnoDB may end the server, when it cannot take a statement back."""
        for table in ("ost_user", "ost_ticket", "ost_thread_event"):
            for number in (1021, 1114):
                self.sql("CREATE TRIGGER full BEFORE INSERT ON %s FOR EACH ROW SIGNAL SQLSTATE 'HY000'"
                         " SET MYSQL_ERRNO = %d, MESSAGE_TEXT = 'full'" % (table, number))
                try:
                    self.assertEqual(200, self.get().status)
                    answer = self.create(email="new@example.com")
                finally:
                    self.sql("DROP TRIGGER full")
                self.assert_refused_and_works_again(answer)
                self.before = table_rows(self)

    def test_a_missing_table(self):
        self.sql("RENAME TABLE ost_thread_event TO gone")
        try:
            answer = self.create()
        finally:
            self.sql("RENAME TABLE gone TO ost_thread_event")
        self.assert_refused_and_works_again(answer)

    def test_a_missing_privilege(self):
        self.own.sql("REVOKE INSERT ON d.* FROM '%s'@'localhost'" % self.own.user)
        self.own.kill_sessions()
        try:
            self.assertEqual(200, self.get().status)
            answer = self.create()
        finally:
            self.own.sql("GRANT INSERT ON d.* TO '%s'@'localhost'" % self.own.user)
        self.own.kill_sessions()
        self.assert_refused_and_works_again(answer)

    def test_a_wrong_password(self):
        change = "ALTER USER '%s'@'localhost' IDENTIFIED BY '%%s'" % self.own.user
        self.own.sql(change % "another")
        self.own.kill_sessions()
        try:
            answer = self.create()
        finally:
            self.own.sql(change % self.own.password)
        self.assert_refused_and_works_again(answer)

    def test_a_table_locked_by_somebody_else(self):
        for statement in ("LOCK TABLES ost_ticket WRITE", "FLUSH TABLES ost_ticket WITH READ LOCK"):
            holder = self.holder(statement)
            answer = self.create()
            holder.communicate()
            self.assert_refused_and_works_again(answer)
            self.before = table_rows(self)

    def test_a_deadlock_is_repeated(self):
        self.sql("CREATE TABLE heavy (n INT)")
        self.addCleanup(lambda: self.sql("DROP TABLE heavy"))
        # Whoever has written less is given up.
        holder = self.holder("BEGIN; INSERT INTO heavy SELECT seq FROM seq_1_to_1000;"
                             " SELECT COUNT(*) FROM ost_thread_event FOR UPDATE")

        def want_the_ticket():
            holder.stdin.write(b"UPDATE ost_ticket SET updated = NOW() ORDER BY ticket_id DESC; ROLLBACK;\n")
            holder.stdin.flush()
            while not self.own.sql("SELECT 1 FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'"):
                self.assertIsNone(holder.poll())
        fault = self.proxy.break_at(EVENT, before=want_the_ticket)
        deadlocks = self.deadlocks()
        self.created()
        self.assertTrue(fault.hit.is_set())
        self.assertEqual(deadlocks + 1, self.deadlocks())
        self.assertEqual(self.before["ost_ticket"] + 1, table_rows(self)["ost_ticket"])

    def deadlocks(self):
        return int(self.own.sql("SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'")[0][1])

    def test_too_many_connections(self):
        self.own.sql("SET GLOBAL max_connections = 10")
        self.addCleanup(lambda: self.own.sql("SET GLOBAL max_connections = 200"))
        self.own.kill_sessions()
        others = []
        try:
            while not others or b"Too many" not in others[-1].recv(200):
                others.append(socket.socket(socket.AF_UNIX))
                others[-1].connect(self.own.socket)
            answer = self.create()
        finally:
            for other in others:
                other.close()
        self.assert_refused_and_works_again(answer)
