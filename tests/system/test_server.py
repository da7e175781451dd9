# SPDX-License-Identifier: MIT
"""The module in its server: configuration, restarts, connections, a database that is away."""
import glob
import os
import re
import signal
import subprocess
import threading
import time
import unittest

import harness
import sample
from harness import KEY, MODULE, OwnServer, Run, SystemTest
from servers import Httpd

HERE = os.path.dirname(os.path.abspath(__file__))


class Configuration(unittest.TestCase):
    def said(self, extra, without=None):
        httpd = Httpd(Run.folder, MODULE, {"socket": "/nowhere"}, extra=extra,
                      environment=harness.sanitizer_environment())
        with open(httpd.configuration) as f:
            text = "".join(line for line in f if not without or not re.search(without, line))
        with open(httpd.configuration, "w") as f:
            f.write(text)
        status, said = httpd.check()
        return status, said + httpd.log()

    def test_that_is_wrong_is_refused_with_a_sentence(self):
        files = sorted(glob.glob(os.path.join(HERE, "bad_conf", "*.conf")))
        self.assertGreater(len(files), 10)
        for path in files:
            with open(path) as f:
                lines = f.read().splitlines()
            status, said = self.said("\n".join(lines))
            wanted = lines[0].split("says: ", 1)[1]
            self.assertNotEqual(0, status, path)
            self.assertIn(wanted, said, path)

    def test_reference_is_accepted(self):
        with open(os.path.join(harness.ROOT, "conf", "osticket_rest.conf")) as f:
            lines = [line.lstrip("#") for line in f.read().splitlines() if line.startswith(("OsTicket", "#OsTicket"))]
        # This file is read when httpd starts.
        secret = os.path.join(Run.folder, "secret-of-the-reference")
        with open(os.open(secret, os.O_WRONLY | os.O_CREAT, 0o600), "w") as f:
            f.write("word\n")
        lines = ['OsTicketSecretFile "%s"' % secret if line.startswith("OsTicketSecretFile") else line for line in lines]
        self.assertGreaterEqual(len(lines), 10)
        status, said = self.said("\n".join(lines))
        self.assertEqual(0, status, said)

    def test_without_mod_dbd_says_so(self):
        status, said = self.said("", "^DBD|dbd_module")
        self.assertNotEqual(0, status)
        self.assertIn("mod_dbd is missing", said)

    def test_that_only_loads_the_module_needs_no_driver(self):
        status, said = self.said("", "^DBD|SetHandler")
        self.assertEqual(0, status, said)

    def test_without_a_driver_says_so(self):
        status, said = self.said("", "^DBDriver")
        self.assertNotEqual(0, status)
        self.assertIn("mod_dbd has no driver", said)

    def test_without_an_option_group_says_so(self):
        status, said = self.said('DBDParams "host=127.0.0.1 user=x"', "^DBDParams .group")
        self.assertEqual(0, status, said)
        self.assertIn("DBDParams name no group=", said)


class StartWarnings(unittest.TestCase):
    """A configuration that may work otherwise than meant is taken, with a sentence."""

    def said(self, extra="", spoil=lambda httpd: None):
        httpd = Httpd(Run.folder, MODULE, {"socket": "/nowhere"}, extra=extra,
                      environment=harness.sanitizer_environment())
        spoil(httpd)
        status, said = httpd.check()
        self.assertEqual(0, status, said)
        return said + httpd.log()

    def test_are_none_where_all_is_well(self):
        self.assertNotIn("OSTR", self.said())

    def test_tell_of_a_driver_that_reconnects(self):
        self.assertIn("lack reconnect=0", self.said('DBDParams "group=osticket-rest"'))
        self.assertIn("lack reconnect=0", self.said("DBDParams group=osticket-rest,reconnect=1"))

    def test_tell_of_a_group_that_is_not_there(self):
        said = self.said('DBDParams "group=elsewhere reconnect=0"')
        self.assertIn("has the group 'elsewhere'", said)
        self.assertIn("MARIADB_HOME", said)

    def test_tell_of_a_file_that_httpd_may_not_read(self):
        def spoil(httpd):
            os.chown(os.path.join(httpd.folder, "my.cnf"), 0, 0)
        said = self.said(spoil=spoil)
        self.assertIn("has the group 'osticket-rest'", said)
        self.assertIn("0640", said)
        self.assertNotIn("my.cnf", said)

    def test_find_a_group_in_a_file_that_another_includes(self):
        def spoil(httpd):
            path = os.path.join(httpd.folder, "my.cnf")
            os.rename(path, path + ".included")
            with open(path, "w") as f:
                f.write("!include %s.included\n" % path)
        self.assertNotIn("OSTR", self.said(spoil=spoil))

    def test_tell_of_sizes_that_mod_dbd_does_not_take(self):
        self.assertIn("mod_dbd makes no connection unless", self.said("DBDMin 4\nDBDKeep 2"))


class Restart(SystemTest):
    children = 2
    reference_ttl = 30

    def test_graceful_restarts_lose_no_request(self):
        answers, stop = [], threading.Event()

        def ask():
            while not stop.is_set():
                answers.append(self.get().status)
        self.created()
        clients = [threading.Thread(target=ask) for _ in range(4)]
        for client in clients:
            client.start()
        try:
            for round_number in range(5):
                wanted = len(answers) + 40
                self.httpd.graceful()
                while len(answers) < wanted:
                    self.assertTrue(any(c.is_alive() for c in clients))
                    time.sleep(0.01)
        finally:
            stop.set()
            for client in clients:
                client.join()
        self.assertEqual({200}, set(answers))


class Prefork(SystemTest):
    mpm = "prefork"
    children = 4

    def test_serves_alike(self):
        ticket = self.created()
        self.assertEqual([ticket], self.ids(""))


class VirtualHosts(SystemTest):
    @classmethod
    def fill(cls):
        Run.database.sql(sample.help_desk("other_"), cls.name)

    @classmethod
    def make_httpd(cls, settings=""):
        return super().make_httpd("Listen 127.0.0.1:{0}\n".format(cls.other_port())
                                  + '<VirtualHost 127.0.0.1:%d>\nOsTicketTablePrefix other_\nOsTicketMaxPageSize 5\n'
                                    '<Location /api/v1/tickets.php>\nSetHandler osticket-rest\nRequire all granted\n'
                                    '</Location>\n</VirtualHost>' % cls.other_port())

    @classmethod
    def other_port(cls):
        if not hasattr(cls, "port"):
            from places import free_port
            cls.port = free_port()
        return cls.port

    def test_serve_different_help_desks(self):
        class Other:
            port = self.other_port()
        ticket = self.created()
        self.assertEqual(200, self.get(httpd=Other).status)
        self.assertEqual([], self.get(httpd=Other).json["tickets"])
        self.assertEqual(5, self.get("?per_page=50", httpd=Other).json["pagination"]["per_page"])
        self.assertEqual([ticket], self.ids(""))


class Connections(SystemTest):
    """Sessions of the module's own user on the server."""

    def sessions(self):
        return [row[0] for row in Run.database.sql("SELECT id FROM information_schema.processlist WHERE db = '%s' AND"
                                                   " user = '%s'" % (self.name, Run.database.user))]

    def test_stay_within_the_pool(self):
        statuses = []
        clients = [threading.Thread(target=lambda: statuses.append(self.get().status)) for _ in range(40)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        self.assertEqual({200}, set(statuses))
        self.assertLessEqual(len(self.sessions()), 8)

    def test_that_died_in_the_pool_cost_no_request(self):
        self.get()
        Run.database.kill_sessions()
        self.assertEqual(200, self.get().status)
        self.assertEqual(201, self.create().status)

    def test_are_set_up_whatever_the_server_does(self):
        Run.database.sql("SET GLOBAL sql_mode = 'STRICT_ALL_TABLES,NO_BACKSLASH_ESCAPES'")
        try:
            Run.database.kill_sessions()
            ticket = self.created(subject="It's a back\\slash")
            self.assertEqual("It's a back\\slash", self.get("?id=%d" % ticket).json["tickets"][0]["subject"])
        finally:
            Run.database.sql("SET GLOBAL sql_mode = DEFAULT")

    def test_hold_no_lock_behind_a_failed_request(self):
        ticket = self.created()
        self.assertEqual(409, self.send("PUT", "?id=%d" % ticket, {"topic_id": 1, "status_id": 5}).status)
        self.sql("UPDATE ost_ticket SET updated = NOW() WHERE ticket_id = %d" % ticket)


class Transactions(SystemTest):
    def test_that_wait_for_a_lock_end_with_503(self):
        ticket = self.created()
        holder = subprocess.Popen(["mariadb", "--no-defaults", "--socket=" + Run.database.socket, "-uroot", self.name],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            holder.stdin.write(b"BEGIN; SELECT 'held' FROM ost_ticket WHERE ticket_id = %d FOR UPDATE;\n" % ticket)
            holder.stdin.flush()
            httpd = self.make_httpd("OsTicketQueryTimeout 1\nOsTicketTransactionRetries 1").start()
            try:
                while not Run.database.sql("SELECT 1 FROM information_schema.innodb_trx"):
                    time.sleep(0.01)
                answer = self.send("PUT", "?id=%d" % ticket, {"status_id": 3}, httpd=httpd)
                self.assertEqual((503, "2"), (answer.status, answer.headers["retry-after"]))
            finally:
                httpd.stop()
        finally:
            holder.communicate()

    def test_answers_and_log_hold_no_sql(self):
        self.sql("RENAME TABLE ost_thread TO gone")
        try:
            answer = self.get()
        finally:
            self.sql("RENAME TABLE gone TO ost_thread")
        self.assertEqual(503, answer.status)
        for text in (answer.body.decode(), self.httpd.log()):
            self.assertIsNone(re.search(r"SELECT|FROM|ost_thread|\.sock", text))


class DatabaseAway(OwnServer):
    @classmethod
    def fill(cls):
        cls.own.stop()

    def wait_for(self, status):
        deadline = harness.Deadline()
        while self.get().status != status:
            deadline.check()

    def test_httpd_starts_without_it_and_finds_it_again(self):
        answer = self.get()
        self.assertEqual((503, "2"), (answer.status, answer.headers["retry-after"]))
        self.own.start()
        self.wait_for(200)
        self.own.process.send_signal(signal.SIGKILL)
        self.own.process.wait()
        self.wait_for(503)
        self.own.start()
        self.wait_for(200)
        self.assertEqual(201, self.create().status, self.httpd.log()[-1000:])
        self.assertEqual(200, self.get(key=KEY).status)
