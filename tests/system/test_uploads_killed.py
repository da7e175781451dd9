# SPDX-License-Identifier: MIT
"""Uploads under servers that are killed, and how much memory they take."""
import base64
import http.client
import os
import threading
import time
import unittest

from harness import Deadline, OwnServer, SystemTest, children_of
from file_rows import pattern
from uploading import CHUNK, TICKET, Uploading, form


@unittest.skipIf(os.environ.get("OST_PRELOAD") or os.environ.get("OST_SLOW"), "memory is another one there")
class UploadMemory(Uploading, SystemTest):
    """An upload is never whole in memory, whichever way it comes."""
    settings = "OsTicketMaxUpload 131072"
    SIZE, MOST_KIB = 40000000, 24 * 1024

    @classmethod
    def fill(cls):
        cls.sql("INSERT INTO ost_config (namespace, `key`, value, updated) VALUES ('core', 'max_file_size', '200000000', NOW())"
                " ON DUPLICATE KEY UPDATE value = '200000000'")

    def peak_kib(self, pid):
        with open("/proc/%d/status" % pid) as f:
            return next(int(line.split()[1]) for line in f if line.startswith("VmHWM"))

    def grown_by(self, body, headers):
        child, = children_of(self.httpd.process.pid)
        with open("/proc/%d/clear_refs" % child, "w") as f:
            f.write("5")
        before = self.peak_kib(child)
        answer = self.upload(body, headers)
        self.assertEqual(201, answer.status, answer.body[:500])
        grown = self.peak_kib(child) - before
        print("%d bytes of %s: %d KiB more" % (self.SIZE, headers["Content-Type"].partition(";")[0], grown))
        return grown

    def test_stays_small(self):
        self.created()
        content = pattern(1000000) * (self.SIZE // 1000000)
        headers, body = form(TICKET, [("a.bin", "application/octet-stream", content)])
        self.assertLess(self.grown_by(body, headers), self.MOST_KIB)
        body = TICKET[:-1] + b',"attachments":[{"b.bin":"data:x/y;base64,' + base64.b64encode(content + b"x") + b'"}]}'
        self.assertLess(self.grown_by(body, {"Content-Type": "application/json"}), self.MOST_KIB)


class LargeUploadMemory(UploadMemory):
    only_with_all = True
    expected_seconds = 60
    SIZE = 100000000


@unittest.skipIf(os.environ.get("OST_SLOW"), "servers that are killed as often as they start")
class KilledUploads(Uploading, OwnServer):
    """Servers that die during uploads leave no file without its entry and no entry without its file."""
    expected_seconds = 20
    server_options = ["--innodb-flush-log-at-trx-commit=1"]
    settings = "OsTicketMaxUpload 16384"
    children = 3
    kills_children = True
    FILES = 3
    CHUNKS_OF_EACH = 3
    KILLS = ("child", "database") * 2

    @classmethod
    def fill(cls):
        cls.sql("INSERT INTO ost_config (namespace, `key`, value, updated) VALUES ('core', 'max_file_size', '10000000', NOW())"
                " ON DUPLICATE KEY UPDATE value = '10000000'")

    def keep_uploading(self, thread, acknowledged, stop):
        count = 0
        while not stop.is_set():
            count += 1
            size = 2 * CHUNK + 100
            files = [("f%d" % n, "x/y", b"%d-%d-%d" % (thread, count, n) + b"." * size) for n in range(self.FILES)]
            headers, body = form(TICKET.replace(b"Files", b"Upload %d-%d" % (thread, count)), files)
            try:
                answer = self.upload(body, headers)
            except (OSError, http.client.HTTPException):
                continue
            if answer.status == 201:
                acknowledged.append(answer.json["id"])

    def test_lose_nothing_and_leave_nothing_behind(self):
        acknowledged, stop = [], threading.Event()
        threads = [threading.Thread(target=self.keep_uploading, args=(n, acknowledged, stop)) for n in range(3)]
        for thread in threads:
            thread.start()
        try:
            for kill in self.KILLS:
                wait = Deadline(120)
                enough = len(acknowledged) + 3
                while len(acknowledged) < enough:
                    wait.check()
                if kill == "database":
                    self.own.process.kill()
                    self.own.process.wait()
                    self.own.start()
                else:
                    os.kill(children_of(self.httpd.process.pid)[0], 9)
            time.sleep(1)
        finally:
            stop.set()
            for thread in threads:
                thread.join()
        self.check(acknowledged)

    def check(self, acknowledged):
        whole = {int(row[0]) for row in self.sql(
            "SELECT t.ticket_id FROM ost_ticket t JOIN ost_thread h ON h.object_id = t.ticket_id AND h.object_type = 'T'"
            " JOIN ost_thread_entry e ON e.thread_id = h.id JOIN ost_attachment a ON a.object_id = e.id AND a.type = 'H'"
            " JOIN ost_file f ON f.id = a.file_id JOIN ost_file_chunk c ON c.file_id = f.id"
            " GROUP BY t.ticket_id HAVING COUNT(DISTINCT f.id) = %d AND COUNT(*) = %d"
            " AND SUM(LENGTH(c.filedata)) = SUM(IF(c.chunk_id = 0, f.size, 0))" % (self.FILES, self.FILES * self.CHUNKS_OF_EACH))}
        self.assertEqual(set(), set(acknowledged) - whole)
        uploads = {int(row[0]) for row in self.sql("SELECT ticket_id FROM ost_ticket__cdata WHERE subject LIKE 'Upload %'")}
        self.assertEqual(set(), uploads - whole)
        for what, text in (("files", "SELECT COUNT(*) FROM ost_file f LEFT JOIN ost_attachment a ON a.file_id = f.id"
                                     " WHERE f.type = 'x/y' AND a.id IS NULL"),
                           ("chunks", "SELECT COUNT(*) FROM ost_file_chunk c LEFT JOIN ost_file f ON f.id = c.file_id WHERE f.id IS NULL"),
                           ("attachments", "SELECT COUNT(*) FROM ost_attachment a LEFT JOIN ost_thread_entry e ON e.id = a.object_id"
                                           " WHERE a.type = 'H' AND e.id IS NULL")):
            self.assertEqual(0, self.number(text), what + " that hang on nothing")
        print("    %d uploads acknowledged, none lost" % len(acknowledged))


class OftenKilledUploads(KilledUploads):
    only_with_all = True
    expected_seconds = 120
    KILLS = ("child", "database") * 20
