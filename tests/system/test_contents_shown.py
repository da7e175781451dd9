# SPDX-License-Identifier: MIT
"""Pictures and long messages in answers, and readers that are slow."""
import hashlib
import os
import socket
import subprocess

import sample
from file_rows import CHUNK, FIELD, SMALL, answered, attached, entry, pattern, stored, ticket
from harness import KEY, MODULE, Run, SystemTest, children_of, resident_kib, sanitizer_environment
from places import free_port
from servers import RESOURCE, Httpd
from transport import load

PICTURE_KEY = "k%031d" % 21
LONG = "<p>" + "Größe " * 60000 + '<img src="cid:%s"> end</p>' % PICTURE_KEY


class InAnswers(SystemTest):
    """Files as lists show them."""

    @classmethod
    def fill(cls):
        cls.sql("SET sql_mode='';" + sample.users("ost_", 2) + ticket(1) + ticket(2) + ticket(3)
                + entry(1, 1) + entry(2, 1) + entry(3, 1, "N") + entry(4, 2) + entry(5, 3) + entry(6, 3)
                + "UPDATE ost_thread_entry SET body = %s WHERE id = 2;"
                % sample.quoted('See <img src="cid:%s"> and "cid:%s"' % (PICTURE_KEY, "x" * 32))
                + "UPDATE ost_thread_entry SET body = '' WHERE id IN (4, 5);"
                + stored(20, SMALL, name="plan.txt") + attached(20, 1, "named.txt")
                + stored(21, SMALL, name="picture.png", kind="image/png") + attached(21, 2) + attached(21, 4)
                + stored(22, LONG.encode(), name="body.txt", kind="text/html", chunk=7001) + attached(22, 4)
                + stored(23, SMALL) + attached(23, 3)
                + FIELD % (700, "files", 700) + stored(24, SMALL, kind="text/csv")
                + answered(1, 800, 700, 24, "figures.csv")
                + "INSERT INTO ost_form_entry (id, form_id, object_id, object_type) SELECT 801, id, 2, 'T' FROM ost_form WHERE type = 'T';"
                "INSERT INTO ost_form_entry_values (entry_id, field_id, value) VALUES (801, 700, 'false');"
                + "UPDATE ost_attachment SET inline = 1 WHERE file_id IN (21, 22);")

    def responses(self, query):
        return {entry["id"]: entry for ticket in self.get(query).json["tickets"] for entry in ticket["responses"]}

    def address(self, ticket_id, file):
        return "%s/%d/attachments/%d" % (RESOURCE, ticket_id, file)

    def test_are_named_where_they_are_asked_for(self):
        shown = self.responses("?include=attachments")
        self.assertEqual([{"id": shown[1]["attachments"][0]["id"], "file_id": 20, "filename": "named.txt", "size": 1000,
                           "mime_type": "text/plain", "inline": False}], shown[1]["attachments"])
        self.assertEqual([21], [file["file_id"] for file in shown[2]["attachments"]])
        self.assertEqual([21], [file["file_id"] for file in shown[4]["attachments"]])
        self.assertEqual([[], []], [shown[5]["attachments"], shown[6]["attachments"]])
        self.assertNotIn("attachments", self.responses("")[1])

    def test_that_answer_fields_are_named_there(self):
        fields = [ticket["fields"]["docs700"] for ticket in self.get("?include=fields").json["tickets"] if ticket["fields"]]
        file, = fields[0].pop("value")
        self.assertEqual({"label": "Documents", "type": "files", "text": "figures.csv"}, fields[0])
        self.assertEqual({"file_id": 24, "filename": "figures.csv", "size": 1000, "mime_type": "text/csv"},
                         {name: value for name, value in file.items() if name != "id"})
        self.assertEqual(SMALL, self.send("GET", path=self.address(1, 24)).body)
        self.assertEqual({"label": "Documents", "type": "files", "value": [], "text": ""}, fields[1])

    def test_show_pictures_by_their_address_here(self):
        body = self.responses("?id=1")[2]["body"]
        self.assertEqual('See <img src="%s"> and "cid:%s"' % (self.address(1, 21), "x" * 32), body)
        self.assertEqual(SMALL, self.send("GET", path=self.address(1, 21)).body)

    def test_hold_long_messages_which_are_shown_whole(self):
        whole = LONG.replace("cid:" + PICTURE_KEY, self.address(2, 21))
        shown = self.responses("")
        self.assertEqual(whole, shown[4]["body"])
        self.assertEqual(["", "Text", [1, 2, 3, 4, 5, 6]], [shown[5]["body"], shown[6]["body"], sorted(shown)])
        self.assertEqual(whole, self.send("GET", "/2").json["ticket"]["responses"][0]["body"])


class SlowReaders(SystemTest):
    readers = 50

    @classmethod
    def make_httpd(cls, settings=""):
        return Httpd(Run.folder, MODULE, cls.connection(), extra="OsTicketPoolSize 2", children=1, threads=cls.readers + 10,
                     connections=2, environment=sanitizer_environment())

    @classmethod
    def fill(cls):
        cls.sql("SET sql_mode='';" + sample.users("ost_", 2) + ticket(1) + entry(1, 1)
                + stored(1, pattern(40 * CHUNK)) + attached(1, 1))

    def start_reading(self):
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(("127.0.0.1", self.httpd.port))
        client.sendall(("GET %s/1/attachments/1 HTTP/1.1\r\nHost: x\r\nX-API-Key: %s\r\n\r\n" % (RESOURCE, KEY)).encode())
        self.assertTrue(client.recv(100).startswith(b"HTTP/1.1 200"))
        self.addCleanup(client.close)
        return client

    def test_hold_no_connection_and_little_memory(self):
        self.assertEqual(200, self.send("HEAD", "/1/attachments/1").status)
        before = max(resident_kib(child) for child in children_of(self.httpd.process.pid))
        for _ in range(self.readers):
            self.start_reading()
        # More of them than connections, and yet others are served.
        self.assertEqual(200, self.get("?id=1").status)
        after = max(resident_kib(child) for child in children_of(self.httpd.process.pid))
        print("%d readers that stand still: %d KiB more" % (self.readers, after - before))
        if not os.environ.get("OST_PRELOAD"):
            self.assertLess(after - before, 24 * 1024)

    def test_get_the_whole_in_the_end(self):
        client = self.start_reading()
        rest = client.makefile("rb")
        self.assertEqual(200, self.get("?id=1").status)
        while rest.readline().strip():
            pass
        self.assertEqual(hashlib.sha1(pattern(40 * CHUNK)).digest(), hashlib.sha1(rest.read(40 * CHUNK)).digest())

    def test_are_cut_off_where_the_file_is_deleted(self):
        self.sql(stored(2, pattern(40 * CHUNK)) + attached(2, 1))
        client = socket.create_connection(("127.0.0.1", self.httpd.port))
        self.addCleanup(client.close)
        client.sendall(("GET %s/1/attachments/2 HTTP/1.1\r\nHost: x\r\nX-API-Key: %s\r\n\r\n" % (RESOURCE, KEY)).encode())
        self.assertTrue(client.recv(100).startswith(b"HTTP/1.1 200"))
        self.sql("DELETE FROM ost_file_chunk WHERE file_id = 2")
        received = sum(len(piece) for piece in iter(lambda: client.recv(1 << 20), b""))
        self.assertLess(received, 40 * CHUNK)


class OnTheirWay(SystemTest):
    """Contents through what httpd has between the module and the client."""

    @classmethod
    def fill(cls):
        cls.sql("SET sql_mode='';" + sample.users("ost_", 2) + ticket(1) + entry(1, 1)
                + stored(1, pattern(40 * CHUNK)) + attached(1, 1))

    @classmethod
    def make_httpd(cls, settings=""):
        cls.secure, cls.frugal = free_port(), free_port()
        certificate = os.path.join(Run.folder, "contents.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
                        "-keyout", certificate, "-out", certificate + ".crt"], check=True, stderr=subprocess.DEVNULL)
        return super().make_httpd(load("ssl", "http2", "deflate") + """
            SetOutputFilter DEFLATE
            Listen 127.0.0.1:{0}
            Listen 127.0.0.1:{1}
            <VirtualHost 127.0.0.1:{0}>
            Protocols h2 http/1.1
            SSLEngine on
            SSLCertificateFile {2}.crt
            SSLCertificateKeyFile {2}
            </VirtualHost>
            <VirtualHost 127.0.0.1:{1}>
            FlushMaxThreshold 1000
            </VirtualHost>""".format(cls.secure, cls.frugal, certificate))

    def digest(self, scheme, port, *options):
        done = subprocess.run(["curl", "-sSfk", "-H", "X-API-Key: " + KEY, *options,
                               "%s://127.0.0.1:%d%s/1/attachments/1" % (scheme, port, RESOURCE)],
                              stdout=subprocess.PIPE, check=True, timeout=120)
        return hashlib.sha1(done.stdout).hexdigest()

    def test_are_whole(self):
        whole = hashlib.sha1(pattern(40 * CHUNK)).hexdigest()
        for way in (("http", self.httpd.port), ("http", self.httpd.port, "--compressed"), ("http", self.frugal),
                    ("https", self.secure, "--http1.1"), ("https", self.secure, "--http1.1", "--compressed"),
                    ("https", self.secure, "--http2"), ("https", self.secure, "--http2", "--compressed"),
                    ("https", self.secure, "--http1.1", "--limit-rate", "30M")):
            with self.subTest(way):
                self.assertEqual(whole, self.digest(*way))
