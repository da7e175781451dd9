# SPDX-License-Identifier: MIT
"""Many requests and restarts leave memory and connections where they were. OST_LONG has more of both."""
import http.client
import os
import threading
import unittest

import sample
from harness import KEY, Run, SystemTest, children_of, resident_kib
from servers import RESOURCE

IS_LONG = bool(os.environ.get("OST_LONG"))
REQUESTS = 20000 if IS_LONG else 6000
RESTARTS = 20 if IS_LONG else 8


@unittest.skipIf(os.environ.get("OST_PRELOAD") or os.environ.get("OST_SLOW"), "a sanitizer keeps memory by itself")
class Endurance(SystemTest):
    expected_seconds = 30
    reference_ttl = 30

    @classmethod
    def fill(cls):
        cls.sql(sample.users("ost_", 60) + sample.tickets("ost_", 100, 60))

    def ask(self, count, failures):
        connection = http.client.HTTPConnection("127.0.0.1", self.httpd.port, timeout=60)
        for n in range(count):
            path = RESOURCE + "?per_page=2&page=%d" % (n % 50 + 1)
            try:
                status = self.ask_once(connection, path)
            except (http.client.HTTPException, OSError):
                # A restart closes idle connections, of which a client finds out with its next request.
                connection.close()
                status = self.ask_once(connection, path)
            if status != 200:
                failures.append(status)
        connection.close()

    @staticmethod
    def ask_once(connection, path):
        connection.request("GET", path, headers={"X-API-Key": KEY})
        answer = connection.getresponse()
        answer.read()
        return answer.status

    def ask_all(self, count):
        failures = []
        clients = [threading.Thread(target=self.ask, args=(count // 4, failures)) for _ in range(4)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        self.assertEqual([], failures)

    def sessions(self):
        return len(Run.database.sql("SELECT id FROM information_schema.processlist WHERE db = '%s' AND user = '%s'"
                                    % (self.name, Run.database.user)))

    def test_requests_leave_memory_where_it_was(self):
        self.ask_all(4000)
        child, = children_of(self.httpd.process.pid)
        before, sessions = resident_kib(child), self.sessions()
        self.ask_all(REQUESTS)
        after = resident_kib(child)
        print("    %d requests: %d KiB before, %d KiB after; %d sessions before, %d after"
              % (REQUESTS, before, after, sessions, self.sessions()))
        self.assertLess(after - before, 2048)
        self.assertLessEqual(self.sessions(), 8)

    def test_restarts_leave_memory_where_it_was(self):
        parent = self.httpd.process.pid

        def restart(times):
            for _ in range(times):
                old = children_of(parent)
                self.httpd.graceful()
                self.ask_all(40)
                while set(old) & set(children_of(parent)):
                    self.ask_all(4)
        restart(5)
        before = resident_kib(parent)
        restart(RESTARTS)
        after = resident_kib(parent)
        print("    %d restarts: parent %d KiB before, %d KiB after, %d sessions" % (RESTARTS, before, after, self.sessions()))
        self.assertLess(after - before, 1024)
        self.assertLessEqual(self.sessions(), 8)
