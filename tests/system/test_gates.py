# SPDX-License-Identifier: MIT
"""Addresses that guess keys have to wait, and keys do what the operator lets them."""
import os
import re
import signal
import time

import harness
from harness import ELSEWHERE, INACTIVE, KEY, NO_CREATE, SystemTest, children_of
from places import free_port

REMOTE_IP = "LoadModule remoteip_module /usr/lib/apache2/modules/mod_remoteip.so\n" \
            "RemoteIPHeader X-Forwarded-For\nRemoteIPInternalProxy 127.0.0.1\n"


class AuthFailures(SystemTest):
    """Each test comes from addresses of its own."""
    children = 2
    settings = REMOTE_IP + 'OsTicketAuthFailures 5\nLogFormat "%a %>s %{osticket-sql-statements}n" asked\n' \
                           'CustomLog "access.log" asked'

    def ask(self, address, key=KEY, method="GET", body=None):
        return self.send(method, key=key, body=body, headers={"X-Forwarded-For": address})

    def use_up(self, address, key="WRONG0KEY"):
        return [self.ask(address, key).status for _ in range(5)]

    def assert_has_to_wait(self, answer):
        self.assertEqual((429, "too_many_failures"), (answer.status, answer.json["code"]), answer.body)
        self.assertTrue(1 <= int(answer.headers["retry-after"]) <= 60, answer.headers)

    def test_are_counted_over_all_children(self):
        self.assertEqual([403] * 5, self.use_up("192.0.2.10"))
        for _ in range(20):
            self.assert_has_to_wait(self.ask("192.0.2.10"))

    def test_let_every_method_and_any_key_wait(self):
        self.use_up("192.0.2.20", INACTIVE)
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
            self.assert_has_to_wait(self.ask("192.0.2.20", method=method, body={}))
        self.assert_has_to_wait(self.ask("192.0.2.20", key=None))
        self.assertEqual(429, self.ask("192.0.2.20", method="HEAD").status)

    def test_of_one_address_keep_no_other_waiting(self):
        self.use_up("192.0.2.30", ELSEWHERE)
        self.assert_has_to_wait(self.ask("192.0.2.30"))
        self.assertEqual(200, self.ask("192.0.2.31").status)

    def test_of_ipv6_are_counted_by_network(self):
        for host in range(5):
            self.ask("2001:db8:0:7::%x" % (host + 1), "WRONG0KEY")
        self.assert_has_to_wait(self.ask("2001:db8:0:7:ffff::1"))
        self.assertEqual(200, self.ask("2001:db8:0:8::1").status)

    def test_are_keys_that_are_wrong_and_nothing_else(self):
        for _ in range(8):
            self.assertEqual(401, self.ask("192.0.2.40", key=None).status)
            self.assertEqual(403, self.ask("192.0.2.40", key=NO_CREATE, method="POST", body={}).status)
            self.assertEqual(404, self.send("DELETE", "?id=99", headers={"X-Forwarded-For": "192.0.2.40"}).status)
        self.assertEqual(200, self.ask("192.0.2.40").status)

    def test_outlive_killed_children_and_restarts(self):
        self.use_up("192.0.2.50")
        before = children_of(self.httpd.process.pid)
        os.kill(before[0], signal.SIGKILL)
        self.httpd.graceful()
        deadline = time.monotonic() + 60
        while set(before) & set(children_of(self.httpd.process.pid)):
            self.assertLess(time.monotonic(), deadline, "the old children stay")
            time.sleep(0.05)
        self.assert_has_to_wait(self.ask("192.0.2.50"))

    def test_are_checked_before_the_database_is_asked(self):
        self.use_up("192.0.2.60")
        self.ask("192.0.2.60")
        path = os.path.join(self.httpd.folder, "access.log")
        deadline = time.monotonic() + 30
        asked = []
        while not asked:
            self.assertLess(time.monotonic(), deadline)
            with open(path) as f:
                asked = re.findall(r"^192\.0\.2\.60 429 (\S+)$", f.read(), re.M)
        self.assertEqual(["0"], asked)

    def test_are_in_the_log_once_without_the_key(self):
        self.use_up("192.0.2.70", "SECRET0WRONG")
        self.ask("192.0.2.70", "SECRET0WRONG")
        log = self.httpd.log()
        told = [line for line in log.splitlines() if "192.0.2.70" in line and "keys of this address" in line]
        self.assertEqual(1, len(told), told)
        self.assertNotIn("SECRET0WRONG", log)


class AuthFailuresOff(SystemTest):
    settings = "OsTicketAuthFailures 0"

    def test_keep_nobody_waiting(self):
        self.assertEqual({403}, {self.get(key="WRONG0KEY").status for _ in range(60)})
        self.assertEqual(200, self.get().status)


class AuthFailuresByDefault(SystemTest):
    def test_are_a_hundred_a_minute(self):
        self.assertEqual([403] * 100, [self.get(key="WRONG0KEY").status for _ in range(100)])
        self.assertEqual(429, self.get().status)


class Scope(SystemTest):
    settings = "OsTicketKeyScope * read\nOsTicketKeyScope 1 read notes create update delete\n" \
               "OsTicketKeyScope 5 create update\n"

    @classmethod
    def make_httpd(cls, settings=""):
        cls.other = free_port()
        return super().make_httpd(
            "Listen 127.0.0.1:{0}\n<VirtualHost 127.0.0.1:{0}>\nOsTicketKeyScope * none\n"
            "OsTicketKeyScope 5 delete\n<Location /api/v1/tickets.php>\nSetHandler osticket-rest\n"
            "Require all granted\n</Location>\n</VirtualHost>".format(cls.other))

    def statuses(self, key, httpd=None):
        asked = (("GET", "", None), ("HEAD", "", None), ("POST", "", {}), ("PUT", "?id=99", {"status_id": 1}),
                 ("PATCH", "?id=99", {"status_id": 1}), ("DELETE", "?id=99", None))
        answers = [self.send(method, query, body, key=key, httpd=httpd) for method, query, body in asked]
        for answer in answers:
            if answer.status == 403 and answer.body:
                self.assertEqual("forbidden", answer.json["code"])
        return [answer.status for answer in answers]

    def test_is_the_keys_own_or_that_of_every_key(self):
        self.assertEqual([200, 200, 422, 404, 404, 404], self.statuses(KEY))
        self.assertEqual([200, 200, 403, 403, 403, 403], self.statuses(NO_CREATE))
        self.assertEqual([403, 403, 422, 404, 404, 403], self.statuses(harness.RANGES))

    def test_of_a_virtual_host_comes_before_the_main_servers(self):
        class Other:
            port = self.other
        self.assertEqual([200, 200, 422, 404, 404, 404], self.statuses(KEY, Other))
        self.assertEqual([403] * 6, self.statuses(NO_CREATE, Other))
        self.assertEqual([403] * 5 + [404], self.statuses(harness.RANGES, Other))

    def test_without_notes_shows_none(self):
        ticket = self.created()
        thread = self.number("SELECT id FROM ost_thread WHERE object_type = 'T' AND object_id = %d" % ticket)
        self.sql("INSERT INTO ost_thread_entry (thread_id, staff_id, type, flags, poster, title, body, format,"
                 " ip_address, created, updated) VALUES (%d, 1, 'N', 0, 'Agent', 'Quiet', 'Between us', 'text', '',"
                 " NOW(), NOW())" % thread)
        with_notes = self.get("?id=%d" % ticket).json["tickets"][0]["responses"]
        self.assertEqual([False, True], [entry["is_note"] for entry in with_notes])
        for query in ("?id=%d" % ticket, "", "?q=Hello"):
            without = self.get(query, key=NO_CREATE)
            self.assertNotIn(b"Between us", without.body)
            self.assertEqual([1], [len(t["responses"]) for t in without.json["tickets"] if t["id"] == ticket])
