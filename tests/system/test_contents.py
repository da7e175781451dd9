# SPDX-License-Identifier: MIT
"""The contents of files that hang on a ticket's entries."""
import email
import hashlib
import os
import re
import socket
import stat
import zlib

import sample
from harness import KEY, MODULE, Run, SystemTest, children_of, resident_kib, sanitizer_environment
from servers import RESOURCE, Httpd

CREATED = "'2025-05-01 10:00:00'"
CHUNK = 512000


def pattern(size):
    """Bytes of every value, no two stretches alike."""
    out = bytearray()
    block = 0
    while len(out) < size:
        out += hashlib.sha512(b"%d" % block).digest()
        block += 1
    return bytes(out[:size])


def ticket(n, thread_type="T"):
    return ("INSERT INTO ost_ticket (ticket_id, number, user_id, status_id, dept_id, source, created, updated)"
            " VALUES (%d, '%d', 1, 1, 1, 'API', %s, %s);"
            "INSERT INTO ost_thread (id, object_id, object_type, created) VALUES (%d, %d, '%s', %s);"
            % (n, 1000 + n, CREATED, CREATED, n, n, thread_type, CREATED))


def entry(n, thread, kind="M", flags=64):
    return ("INSERT INTO ost_thread_entry (id, thread_id, type, user_id, body, flags, format, poster, created, updated)"
            " VALUES (%d, %d, '%s', 1, 'Text', %d, 'html', 'Somebody', %s, %s);" % (n, thread, kind, flags, CREATED, CREATED))


def stored(n, content, name="plan.txt", kind="text/plain", back_end="D", chunk=CHUNK, size=None):
    rows = ["INSERT INTO ost_file (id, ft, bk, type, size, `key`, signature, name, created) VALUES (%d, 'T', '%s', %s, %d,"
            " 'k%031d', 's%031d', %s, %s);" % (n, back_end, sample.quoted(kind), len(content) if size is None else size, n, n,
                                               sample.quoted(name), CREATED)]
    if back_end == "D":
        rows += ["INSERT INTO ost_file_chunk VALUES (%d, %d, x'%s');" % (n, i, content[at:at + chunk].hex())
                 for i, at in enumerate(range(0, len(content), chunk))]
    return "".join(rows)


def attached(file, entry_id, name=None, kind="H"):
    return ("INSERT INTO ost_attachment (object_id, type, file_id, name, inline) VALUES (%d, '%s', %d, %s, 0);"
            % (entry_id, kind, file, sample.quoted(name) if name else "NULL"))


def answered(ticket_id, form_entry, field, file, name):
    """A field of a form whose answer is a file."""
    owner = zlib.crc32(b"E%d%d" % (field, form_entry))
    return ("INSERT INTO ost_form_entry (id, form_id, object_id, object_type, sort, created, updated) SELECT %d, id, %d, 'T', 1,"
            " NOW(), NOW() FROM ost_form WHERE type = 'T';"
            "INSERT INTO ost_form_entry_values (entry_id, field_id, value) VALUES (%d, %d, %s);"
            % (form_entry, ticket_id, form_entry, field, sample.quoted('{"%d":"%s"}' % (file, name)))
            + attached(file, owner, name, "E"))


FIELD = ("INSERT INTO ost_form_field (id, form_id, flags, type, label, name, sort, created, updated)"
         " SELECT %d, id, 0x3301, '%s', 'Documents', 'docs%d', 70, NOW(), NOW() FROM ost_form WHERE type = 'T';")
SMALL, LARGE = pattern(1000), pattern(3 * CHUNK + 77)
ODD = pattern(1500)


class Contents(SystemTest):
    @classmethod
    def fill(cls):
        cls.folder = os.path.join(Run.folder, "uploads_" + cls.__name__)
        cls.sql("SET sql_mode='';" + sample.users("ost_", 2) + ticket(1) + ticket(2) + ticket(3, "C")
                + entry(1, 1) + entry(2, 1, "N") + entry(3, 1, "M", flags=68) + entry(4, 2) + entry(5, 3, "R")
                + stored(1, SMALL) + attached(1, 1, "Größe\r\n\"plan\".txt")
                + stored(2, LARGE, kind="text/html") + attached(2, 1)
                + stored(3, SMALL) + attached(3, 2)
                + stored(4, SMALL) + attached(4, 3)
                + stored(5, SMALL) + attached(5, 4)
                + stored(6, SMALL) + attached(6, 5)
                + stored(7, ODD, chunk=700, size=9) + attached(7, 1)
                + stored(8, b"") + attached(8, 1)
                + stored(9, SMALL) + attached(9, 1, kind="C")
                + stored(10, SMALL) + "DELETE FROM ost_file_chunk WHERE file_id = 10;" + attached(10, 1)
                + stored(11, LARGE, back_end="F") + attached(11, 1)
                + stored(12, SMALL, back_end="F") + attached(12, 1)
                + stored(13, SMALL, back_end="3") + attached(13, 1)
                + FIELD % (700, "files", 700) + FIELD % (701, "text", 701)
                + stored(14, SMALL) + answered(1, 800, 700, 14, "contract.txt")
                + stored(15, SMALL) + answered(2, 801, 701, 15, "no_file.txt")
                + "INSERT INTO ost_config (namespace, `key`, value) VALUES ('plugin.4.instance.9', 'uploadpath', %s);"
                % sample.quoted(cls.folder))
        os.makedirs(os.path.join(cls.folder, "k"))
        with open(os.path.join(cls.folder, "k", "k%031d" % 11), "wb") as f:
            f.write(LARGE)

    def content(self, file, ticket_id=1, method="GET", key=KEY, **headers):
        return self.send(method, "/%d/attachments/%d" % (ticket_id, file), key=key,
                         headers={name.replace("_", "-"): value for name, value in headers.items()})

    def test_are_sent_whole_with_what_keeps_them_harmless(self):
        answer = self.content(1)
        self.assertEqual((200, SMALL), (answer.status, answer.body))
        self.assertEqual("text/plain", answer.headers["content-type"])
        self.assertEqual("1000", answer.headers["content-length"])
        self.assertEqual("attachment; filename=\"Gr__e_plan_.txt\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%22plan%22.txt",
                         answer.headers["content-disposition"])
        self.assertEqual("nosniff", answer.headers["x-content-type-options"])
        self.assertEqual("default-src 'none'; sandbox", answer.headers["content-security-policy"])
        self.assertEqual("private, no-cache", answer.headers["cache-control"])

    def test_of_several_chunks_are_whole_and_of_a_type_that_nothing_runs(self):
        answer = self.content(2)
        self.assertEqual((200, LARGE), (answer.status, answer.body))
        self.assertEqual("application/octet-stream", answer.headers["content-type"])

    def test_are_those_of_entries_that_the_ticket_shows(self):
        for file, ticket_id in ((4, 1), (5, 1), (9, 1), (1, 2), (77, 1), (1, 77)):
            answer = self.content(file, ticket_id)
            self.assertEqual((404, "file_not_found"), (answer.status, answer.json["code"]), (file, ticket_id))
        self.assertEqual(SMALL, self.content(6, 3).body)

    def test_of_fields_are_those_of_the_ticket_s_own_forms(self):
        answer = self.content(14)
        self.assertEqual((200, SMALL), (answer.status, answer.body))
        self.assertEqual('attachment; filename="contract.txt"', answer.headers["content-disposition"])
        for file, ticket_id in ((14, 2), (15, 1), (15, 2)):
            self.assertEqual(404, self.content(file, ticket_id).status, (file, ticket_id))

    def test_without_content_are_not_found_but_empty_ones_are(self):
        self.assertEqual(404, self.content(10).status)
        answer = self.content(8)
        self.assertEqual((200, b"", "0"), (answer.status, answer.body, answer.headers["content-length"]))
        self.assertEqual(416, self.content(8, Range="bytes=0-").status)

    def test_of_chunks_of_any_size_are_read_as_they_are(self):
        self.assertEqual(ODD, self.content(7).body)
        self.assertEqual(ODD[650:750], self.content(7, Range="bytes=650-749").body)

    def test_answer_every_range(self):
        for first, last in ((0, 0), (0, 999), (CHUNK - 1, CHUNK), (CHUNK, CHUNK), (100, 2 * CHUNK + 5),
                            (3 * CHUNK - 1, 3 * CHUNK + 76)):
            answer = self.content(2, Range="bytes=%d-%d" % (first, last))
            self.assertEqual((206, LARGE[first:last + 1]), (answer.status, answer.body), (first, last))
            self.assertEqual("bytes %d-%d/%d" % (first, last, len(LARGE)), answer.headers["content-range"])
        self.assertEqual(LARGE[-10:], self.content(2, Range="bytes=-10").body)
        answer = self.content(2, Range="bytes=%d-" % len(LARGE))
        self.assertEqual((416, "bytes */%d" % len(LARGE)), (answer.status, answer.headers["content-range"]))

    def test_answer_several_ranges_as_parts(self):
        wanted = ((CHUNK - 5, CHUNK + 5), (0, 3), (len(LARGE) - 2, len(LARGE) - 1))
        answer = self.content(2, Range="bytes=" + ",".join("%d-%d" % r for r in wanted))
        self.assertEqual(206, answer.status)
        head = ("Content-Type: " + answer.headers["content-type"] + "\r\n\r\n").encode()
        parts = email.message_from_bytes(head + answer.body).get_payload()
        self.assertEqual([LARGE[a:b + 1] for a, b in wanted], [part.get_payload(decode=True) for part in parts])
        self.assertEqual(["bytes %d-%d/%d" % (a, b, len(LARGE)) for a, b in wanted], [p["Content-Range"] for p in parts])

    def test_go_on_where_a_transfer_broke_off(self):
        etag = self.content(2, method="HEAD").headers["etag"]
        self.assertEqual((206, LARGE[700000:]), (lambda a: (a.status, a.body))(
            self.content(2, Range="bytes=700000-", If_Range=etag)))
        answer = self.content(2, Range="bytes=700000-", If_Range='"another"')
        self.assertEqual((200, LARGE), (answer.status, answer.body))

    def test_are_not_sent_to_who_has_them(self):
        first = self.content(1)
        again = self.content(1, If_None_Match=first.headers["etag"])
        self.assertEqual((304, b"", first.headers["etag"]), (again.status, again.body, again.headers["etag"]))
        self.assertEqual(304, self.content(1, If_Modified_Since=first.headers["last-modified"]).status)
        self.assertEqual(412, self.content(1, If_Match='"another"').status)
        self.assertNotEqual(first.headers["etag"], self.content(2).headers["etag"])

    def test_are_described_to_head(self):
        answer = self.content(2, method="HEAD")
        self.assertEqual((200, str(len(LARGE)), b""), (answer.status, answer.headers["content-length"], answer.body))

    def test_refuse_other_methods_and_parameters(self):
        answer = self.send("DELETE", "/1/attachments/1")
        self.assertEqual((405, "GET, HEAD, OPTIONS"), (answer.status, answer.headers["allow"]))
        self.assertEqual(400, self.send("GET", "/1/attachments/1?key=k").status)
        self.assertEqual(401, self.content(1, key=None).status)
        self.assertEqual(403, self.content(1, key="wrong").status)

    def test_come_from_a_folder_of_the_help_desk_too(self):
        answer = self.content(11)
        self.assertEqual((200, LARGE), (answer.status, answer.body))
        self.assertEqual(LARGE[5:600000], self.content(11, Range="bytes=5-599999").body)
        self.assertEqual(404, self.content(12).status)

    def test_that_cannot_be_reached_are_said_to_be_so(self):
        answer = self.content(13)
        self.assertEqual((501, "not_supported"), (answer.status, answer.json["code"]))
        place = os.path.join(self.folder, "k", "k%031d" % 12)
        os.symlink("/etc/hostname", place)
        self.addCleanup(os.remove, place)
        self.assertEqual(501, self.content(12).status)
        os.remove(place)
        os.mkfifo(place)
        self.assertTrue(stat.S_ISFIFO(os.stat(place).st_mode))
        self.assertEqual(501, self.content(12).status)

    def test_say_nothing_of_keys_and_folders(self):
        for file in (1, 11, 12, 13):
            answer = self.content(file)
            shown = repr(answer.headers) + ("" if answer.status == 200 else answer.body.decode())
            self.assertNotRegex(shown, "k0{20}|s0{20}|" + re.escape(self.folder))


class RelativeFolder(SystemTest):
    """A folder without a / at its start is one of osTicket's own."""

    @classmethod
    def fill(cls):
        cls.folder = os.path.join(Run.folder, "osticket")
        cls.settings = 'OsTicketFolder "%s"' % cls.folder
        os.makedirs(os.path.join(cls.folder, "files", "k"))
        cls.sql("SET sql_mode='';" + sample.users("ost_", 2) + ticket(1) + entry(1, 1)
                + stored(11, SMALL, back_end="F") + attached(11, 1) + stored(12, SMALL, back_end="F") + attached(12, 1)
                + "UPDATE ost_file SET `key` = '../../secret' WHERE id = 12;"
                "INSERT INTO ost_config (namespace, `key`, value) VALUES ('plugin.4.instance.9', 'uploadpath', 'files');")
        with open(os.path.join(cls.folder, "files", "k", "k%031d" % 11), "wb") as f:
            f.write(SMALL)
        with open(os.path.join(cls.folder, "secret"), "wb") as f:
            f.write(SMALL)

    def test_is_read_and_never_left(self):
        answer = self.send("GET", "/1/attachments/11")
        self.assertEqual((200, SMALL), (answer.status, answer.body))
        self.assertEqual(501, self.send("GET", "/1/attachments/12").status)


class Notes(Contents):
    """Who may not see notes sees no file that hangs on notes alone."""
    settings = "OsTicketKeyScope * read"

    def test_hide_their_files(self):
        self.assertEqual(404, self.content(3).status)


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
