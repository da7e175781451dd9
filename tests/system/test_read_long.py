# SPDX-License-Identifier: MIT
"""Long lists and long threads."""
import gzip
import json
import socket
import time

import sample
from harness import KEY, CountsStatements, SystemTest
from servers import RESOURCE
from test_read import ticket


class DeepPages(SystemTest):
    """Where they begin is kept in memory that all children share."""
    total_ttl = 3600
    children = 3

    @classmethod
    def fill(cls):
        cls.sql("SET sql_mode='';" + sample.users("ost_", 1) + "".join(ticket(n) for n in range(1, 1061)))

    def test_do_not_shift_until_the_module_writes(self):
        self.assertEqual(list(range(1001, 1021)), self.ids("?page=51"))
        self.sql("DELETE FROM ost_ticket WHERE ticket_id = 1")
        for _ in range(10):
            self.assertEqual(list(range(1001, 1021)), self.ids("?page=51"))
        # Who reads on sees neither a ticket twice nor one less.
        self.assertEqual(list(range(1021, 1041)), self.ids("?page=52"))
        self.assertEqual(200, self.send("DELETE", "?id=2").status)
        for _ in range(10):
            self.assertEqual(list(range(1003, 1023)), self.ids("?page=51"))


class OldTotals(CountsStatements, SystemTest):
    """A view makes each subject slow to read, so that counting by it is dear."""
    total_ttl = 1
    reference_ttl = 60
    key_ttl = 60000
    settings = CountsStatements.counting

    @classmethod
    def fill(cls):
        cls.sql("SET sql_mode='';" + sample.users("ost_", 1) + "".join(ticket(n) for n in range(1, 4))
                + "RENAME TABLE ost_ticket__cdata TO quick_cdata; CREATE VIEW ost_ticket__cdata AS"
                  " SELECT ticket_id, IF(SLEEP(0.01), subject, subject) AS subject, priority FROM quick_cdata")

    def total(self):
        return self.get("?q=Subject&per_page=1&include=none").json["pagination"]["total"]

    def test_are_told_while_a_thread_of_its_own_counts_anew(self):
        # The tables are looked at behind the first answer, so the second request may set up a connection.
        others = [self.get("?per_page=1&include=none") for _ in range(3)]
        self.assertEqual(3, self.total())
        self.sql("SET sql_mode='';" + ticket(4).replace("ost_ticket__cdata", "quick_cdata"))
        deadline = time.monotonic() + 50
        while self.total() == 3 and time.monotonic() < deadline:
            time.sleep(0.1)
        self.assertEqual(4, self.total())
        self.httpd.stop()
        self.assertEqual({1}, set(self.counted()[len(others) + 1:]), "no request but the first has counted")


class LongThreads(SystemTest):
    ENTRIES = 5000

    @classmethod
    def fill(cls):
        rows = ["(%d, %d, 'M', 1, %s, 64, 'html', '', NOW(), NOW())" % (n, 2 - n % 2, sample.quoted("%d " % n + "x" * 900))
                for n in range(1, 2 * cls.ENTRIES + 1)]
        cls.sql("SET sql_mode='';" + sample.users("ost_", 1) + ticket(1) + ticket(2) + ticket(3)
                # The second ticket has the older thread.
                + "UPDATE ost_thread SET object_id = 9 WHERE id = 1; UPDATE ost_thread SET object_id = 1 WHERE id = 2;"
                  "UPDATE ost_thread SET object_id = 2 WHERE id = 1;"
                  "INSERT INTO ost_thread_entry (id, thread_id, type, user_id, body, flags, format, poster, created,"
                  " updated) VALUES " + ",".join(rows))

    def test_come_whole_and_in_order(self):
        shown = self.get().json["tickets"]
        self.assertEqual([1, 2, 3], [t["id"] for t in shown])
        self.assertEqual(list(range(2, 2 * self.ENTRIES + 1, 2)), [r["id"] for r in shown[0]["responses"]])
        self.assertEqual(list(range(1, 2 * self.ENTRIES, 2)), [r["id"] for r in shown[1]["responses"]])
        self.assertEqual([], shown[2]["responses"])
        self.assertTrue(shown[0]["responses"][9]["body"].startswith("20 xxx"))

    def test_hold_no_connection_while_a_client_reads(self):
        clients = []
        try:
            for _ in range(12):  # more than there are connections
                s = socket.create_connection(("127.0.0.1", self.httpd.port))
                s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                s.sendall(("GET %s HTTP/1.1\r\nHost: x\r\nX-API-Key: %s\r\n\r\n" % (RESOURCE, KEY)).encode())
                clients.append((s, s.recv(512)))
            self.assertTrue(all(b"200 OK" in head for _, head in clients))
            self.assertEqual(200, self.get("?id=3").status)
        finally:
            for s, _ in clients:
                s.close()

    def test_a_client_that_goes_away_leaves_the_others_served(self):
        for _ in range(10):
            s = socket.create_connection(("127.0.0.1", self.httpd.port))
            s.sendall(("GET %s HTTP/1.1\r\nHost: x\r\nX-API-Key: %s\r\n\r\n" % (RESOURCE, KEY)).encode())
            s.recv(100)
            s.close()
        self.assertEqual(200, self.get("?id=3").status)

    def test_use_chunks_only_where_the_length_is_not_known(self):
        self.assertEqual("chunked", self.get("?id=1").headers["transfer-encoding"])
        self.assertIn("content-length", self.get("?id=3").headers)

    def test_can_be_compressed_on_the_way(self):
        httpd = self.make_httpd("LoadModule filter_module /usr/lib/apache2/modules/mod_filter.so\n"
                                "LoadModule deflate_module /usr/lib/apache2/modules/mod_deflate.so\n"
                                "SetOutputFilter DEFLATE").start()
        try:
            answer = self.send("GET", "?id=1", headers={"Accept-Encoding": "gzip"}, httpd=httpd)
            self.assertEqual("gzip", answer.headers["content-encoding"])
            self.assertEqual(self.ENTRIES, len(json.loads(gzip.decompress(answer.body))["tickets"][0]["responses"]))
        finally:
            httpd.stop()
