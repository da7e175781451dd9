# SPDX-License-Identifier: MIT
"""More requests than connections, and clients that are slow or leave. OST_SOAK_SECONDS makes the load longer."""
import os
import socket
import subprocess
import threading
import unittest

import sample
from harness import KEY, Run, SystemTest, children_of, resident_kib
from load import run_load
from servers import RESOURCE

SECONDS = float(os.environ.get("OST_SOAK_SECONDS", "6"))


class SmallPool(SystemTest):
    """One connection, and answers far larger than what httpd and the sockets hold."""
    settings = ("OsTicketPoolSize 1\nDBDMax 1\nDBDKeep 1\nOsTicketPoolWait 1500\nOsTicketQueryTimeout 3\n"
                "SendBufferSize 65536\nOsTicketReferenceTTL 30")

    @classmethod
    def fill(cls):
        cls.sql(sample.users("ost_", 10) + sample.tickets("ost_", 20, 10)
                + "UPDATE ost_thread_entry SET body = REPEAT('slow ', 10000);")

    def holder(self, text):
        client = subprocess.Popen(["mariadb", "--no-defaults", "-n", "--socket=" + Run.database.socket, "-uroot", self.name],
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        client.stdin.write(text.encode() + b"; SELECT 'done';\n")
        client.stdin.flush()
        while b"done" not in client.stdout.readline():
            self.assertIsNone(client.poll())
        return client

    def slow_client(self):
        """A client that has read the beginning of a long answer and reads no more."""
        slow = socket.socket()
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        slow.connect(("127.0.0.1", self.httpd.port))
        slow.sendall(("GET %s?per_page=20 HTTP/1.1\r\nHost: x\r\nX-API-Key: %s\r\n\r\n" % (RESOURCE, KEY)).encode())
        self.assertIn(b"200 OK", slow.recv(200))
        self.addCleanup(slow.close)
        return slow

    def statuses(self):
        return [self.get("?id=1").status for _ in range(10)]

    def test_more_requests_than_connections_end_with_503(self):
        holder = self.holder("LOCK TABLES ost_ticket WRITE")
        answers = []
        clients = [threading.Thread(target=lambda: answers.append(self.get())) for _ in range(6)]
        try:
            for client in clients:
                client.start()
            for client in clients:
                client.join()
        finally:
            holder.communicate()
        self.assertEqual([(503, "2")] * 6, [(a.status, a.headers["retry-after"]) for a in answers])
        self.assertIn("no connection became free in time", self.httpd.log())
        self.assertEqual(200, self.get("?id=1").status)

    def test_a_client_that_stops_reading_holds_no_connection(self):
        slow = [self.slow_client() for _ in range(6)]
        self.assertEqual([200] * 10, self.statuses())
        # They are still in the middle of their answers.
        for client in slow:
            self.assertNotIn(b"\r\n0\r\n\r\n", client.recv(4096))

    def test_a_client_that_goes_away_frees_its_connection(self):
        for _ in range(6):
            self.slow_client().close()
        self.assertEqual([200] * 10, self.statuses())


@unittest.skipIf(os.environ.get("OST_PRELOAD") or os.environ.get("OST_SLOW"), "a sanitizer keeps memory by itself")
class ManyClients(SystemTest):
    reference_ttl = 30
    settings = ("OsTicketPoolSize 10\nDBDMax 10\nDBDKeep 10\nThreadsPerChild 64\nMaxRequestWorkers 64\n"
                "AsyncRequestWorkerFactor 32\nKeepAliveTimeout 60\nMaxKeepAliveRequests 0")

    @classmethod
    def fill(cls):
        cls.sql(sample.users("ost_", 60) + sample.tickets("ost_", 100, 60))

    def sessions(self):
        return len(Run.database.sql("SELECT id FROM information_schema.processlist WHERE db = '%s' AND user = '%s'"
                                    % (self.name, Run.database.user)))

    def test_a_thousand_clients_on_ten_connections(self):
        run_load(self.httpd.port, 1000, SECONDS / 3)
        child, = children_of(self.httpd.process.pid)
        sizes = [resident_kib(child)]
        # It may take more than one round until every thread has met its largest answer; what leaks never stops growing.
        while len(sizes) < 2 or (sizes[-1] - sizes[-2] >= 4096 and len(sizes) < 5):
            load = run_load(self.httpd.port, 1000, SECONDS / 2)
            sizes.append(resident_kib(child))
            print("    1000 clients, 10 connections: %s; KiB: %s" % (load, sizes))
            self.assertEqual({200}, set(load.statuses) - {503})
            self.assertLessEqual(self.sessions(), 10)
        self.assertEqual([child], children_of(self.httpd.process.pid))
        self.assertLess(sizes[-1] - sizes[-2], 4096)
