# SPDX-License-Identifier: MIT
"""Files that come with a new ticket: as JSON, in forms, as images of the message."""
import base64
import hashlib
import os
import socket

from harness import KEY, Deadline, SystemTest, children_of, table_rows
from servers import RESOURCE
from file_rows import pattern
from uploading import CHUNK, PNG, PNG_ADDRESS, TICKET, Uploading, base64_of, form


class Uploads(Uploading, SystemTest):
    settings = "OsTicketMaxUpload 4096"

    @classmethod
    def fill(cls):
        cls.sql("INSERT INTO ost_config (namespace, `key`, value, updated) VALUES ('core', 'max_file_size', '2000000', NOW())"
                " ON DUPLICATE KEY UPDATE value = '2000000'")

    def entry_of(self, ticket_id):
        return self.number("SELECT e.id FROM ost_thread_entry e JOIN ost_thread t ON t.id = e.thread_id"
                           " WHERE t.object_id = %d AND e.type = 'M'" % ticket_id)

    def attached(self, ticket_id):
        """(name, type, size, inline) of each attachment of the message, in order."""
        return [(row[0], row[1], int(row[2]), int(row[3])) for row in self.sql(
            "SELECT COALESCE(a.name, f.name), f.type, f.size, a.inline FROM ost_attachment a JOIN ost_file f ON f.id = a.file_id"
            " WHERE a.type = 'H' AND a.object_id = %d ORDER BY a.id" % self.entry_of(ticket_id))]

    def content(self, ticket_id, number=0):
        file_id = int(self.sql("SELECT file_id FROM ost_attachment WHERE type = 'H' AND object_id = %d ORDER BY id"
                               % self.entry_of(ticket_id))[number][0])
        rows = self.sql("SELECT HEX(filedata) FROM ost_file_chunk WHERE file_id = %d ORDER BY chunk_id" % file_id)
        return b"".join(bytes.fromhex(row[0]) for row in rows)

    def body(self, ticket_id):
        return self.sql("SELECT body FROM ost_thread_entry WHERE id = %d" % self.entry_of(ticket_id))[0][0]

    def test_are_stored_byte_for_byte_in_every_form(self):
        content = pattern(2 * CHUNK + 5)
        for answer in (self.post_json(attachments=[{"a.bin": "data:application/octet-stream;base64," + base64_of(content)}]),
                       self.post_json(attachments=[{"name": "a.bin", "type": "application/octet-stream",
                                                    "data": base64_of(content)}]),
                       self.post_form(files=[("a.bin", "application/octet-stream", content)])):
            self.assertEqual(201, answer.status, answer.body)
            self.assertNotIn("warnings", answer.json)
            ticket = answer.json["id"]
            self.assertEqual([("a.bin", "application/octet-stream", len(content), 0)], self.attached(ticket))
            self.assertTrue(content == self.content(ticket))
        digest = base64.urlsafe_b64encode(hashlib.sha1(content).digest()).decode().rstrip("=")
        # Equal content is one file.
        self.assertEqual([[digest]], self.sql("SELECT SUBSTR(`key`, 6) FROM ost_file WHERE size = %d" % len(content)))

    def test_of_a_form_keep_their_order_their_names_and_what_they_hold(self):
        files = [('../a "b".txt', "text/plain; charset=utf-8", b"one\r\n--form-boundar\r\n"), ("Drücker.pdf", "application/pdf", b"%PDF"),
                 ("empty.txt", "text/plain", b"")]
        headers, body = form(TICKET, [(name.replace('"', "%22"), kind, content) for name, kind, content in files])
        answer = self.upload(body, headers)
        self.assertEqual(201, answer.status, answer.body)
        self.assertEqual([('../a "b".txt', "text/plain", len(files[0][2]), 0), ("Drücker.pdf", "application/pdf", 4, 0)],
                         self.attached(answer.json["id"]))
        self.assertEqual(files[0][2], self.content(answer.json["id"]))
        self.assertEqual(["attachments: empty.txt: Unable to save file"], answer.json["warnings"])

    def test_whose_names_no_column_holds_hang_under_what_it_makes_of_them(self):
        long = "ü" * 300
        sent = ["\U0001F600.txt", "????.TXT", long, "short.txt"]
        answer = self.post_json(attachments=[{name: "data:text/plain,%d" % (n if n != 1 else 0)} for n, name in enumerate(sent)])
        self.assertEqual(201, answer.status, answer.body)
        self.assertEqual(["attachments: %s: the name ends at 255 characters" % long[:255]], answer.json["warnings"])
        rows = self.sql("SELECT f.name, a.name FROM ost_attachment a JOIN ost_file f ON f.id = a.file_id WHERE a.type = 'H'"
                        " AND a.object_id = %d ORDER BY a.id" % self.entry_of(answer.json["id"]))
        self.assertEqual([["????.txt", "NULL"], [long[:255], long[:255]], ["short.txt", "NULL"]], rows)
        other = self.post_json(attachments=[{sent[0]: "data:text/plain,9"}])
        self.assertEqual([("????.txt", "text/plain", 1, 0)], self.attached(other.json["id"]))
        self.assertEqual([["????.txt"]], self.sql("SELECT name FROM ost_attachment WHERE object_id = %d AND type = 'H'"
                                                  % self.entry_of(other.json["id"])))

    def test_that_are_not_taken_leave_a_note_and_a_warning(self):
        answer = self.post_json(attachments=[{"large.txt": "data:text/plain;base64," + base64_of(b"x" * 2000001)},
                                          {"<b>.txt": "data:text/plain,"}, {"good.txt": "data:text/plain,good"}])
        self.assertEqual(["attachments: large.txt: File size is too large", "attachments: <b>.txt: Unable to save file"],
                         answer.json["warnings"])
        ticket = answer.json["id"]
        self.assertEqual([("good.txt", "text/plain", 4, 0)], self.attached(ticket))
        notes = self.sql("SELECT e.title, e.body, e.flags, e.poster FROM ost_thread_entry e JOIN ost_thread t ON t.id = e.thread_id"
                         " WHERE t.object_id = %d AND e.type = 'N' AND e.id < %d ORDER BY e.id" % (ticket, self.entry_of(ticket)))
        self.assertEqual([["File Import Error", "large.txt: File size is too large", "128", "SYSTEM"],
                          ["File Import Error", "&lt;b&gt;.txt: Unable to save file", "128", "SYSTEM"]], notes)

    def test_that_are_broken_are_refused_and_leave_nothing(self):
        before = table_rows(type(self))
        for attachments, reason in (
                ("text", "must be a list"),
                (["text"], "must be a list of objects like {\"name.txt\": \"data:…\"}"),
                ([{"a.txt": 5}], "the content of a file must be a string"),
                ([{"a.txt": "data:text/plain;base64,%%%"}], "a.txt: is not the base64 it says it is"),
                ([{"good.txt": "data:,x"}, {"a.txt": "data:x;base64," + "A" * 300000 + "!"}],
                 "a.txt: is not the base64 it says it is"),
                ([{"name": "a.txt", "data": 5}], "name and data of a file must be strings"),
                ([{"name": "a.txt", "data": "", "encoding": "gzip"}], "the encoding of a file must be base64"),
                ([{" ": "data:,x"}], "a file needs a name")):
            answer = self.create(attachments=attachments)
            self.assertEqual((422, {"attachments": reason}), (answer.status, answer.json["fields"]), attachments)
        self.assertEqual(before, table_rows(type(self)))

    def test_of_forms_that_are_none_are_refused(self):
        headers, body = form(TICKET, [("a.txt", "text/plain", b"x")])
        for answer, fields in ((self.upload(body[:-10], headers), {"body": "ended before its last boundary"}),
                               (self.post_form(ticket=b"{}"), None),
                               (self.upload(form(TICKET, [])[1].replace(b'"ticket"', b'"subject"'), headers),
                                {"subject": "is no file, and members of the ticket belong into `ticket`"})):
            self.assertEqual(422, answer.status, answer.body)
            if fields:
                self.assertEqual(fields, answer.json["fields"])
        self.assertEqual(400, self.post_form(ticket=b"no JSON").status)
        self.assertEqual(415, self.upload(body, {"Content-Type": "multipart/mixed; boundary=b"}).status)
        self.assertEqual(415, self.upload(body, headers, "PATCH", "?id=1").status)

    def test_are_bounded_whether_their_size_is_announced_or_not(self):
        self.assertEqual(413, self.post_form(files=[("a", "text/plain", b"x" * (5 << 20))]).status)
        self.assertEqual(413, self.post_json(attachments=[{"a": "data:," + "x" * (5 << 20)}]).status)
        self.assertEqual(413, self.post_json(message="x" * (2 << 20)).status)
        headers, body = form(TICKET, [("a", "text/plain", b"x" * (5 << 20))])
        status = self.send_in_chunks(headers, body)
        self.assertEqual(413, status)

    def send_in_chunks(self, headers, body):
        with socket.create_connection(("127.0.0.1", self.httpd.port), timeout=60) as connection:
            connection.sendall(("POST %s HTTP/1.1\r\nHost: x\r\nX-API-Key: %s\r\nContent-Type: %s\r\nTransfer-Encoding: chunked"
                                "\r\n\r\n" % (RESOURCE, KEY, headers["Content-Type"])).encode())
            answer = b""
            try:
                for at in range(0, len(body), 65536):
                    piece = body[at:at + 65536]
                    connection.sendall(b"%x\r\n%s\r\n" % (len(piece), piece))
                connection.sendall(b"0\r\n\r\n")
            except OSError:
                pass  # refused meanwhile
            while not answer.count(b"\r\n"):
                answer += connection.recv(65536) or b"\r\n"
            return int(answer.split()[1])

    def test_of_a_client_that_leaves_in_the_middle_leave_nothing(self):
        before = table_rows(type(self))
        headers, body = form(TICKET, [("a", "text/plain", b"x" * 1000000)])
        with socket.create_connection(("127.0.0.1", self.httpd.port), timeout=60) as connection:
            connection.sendall(("POST %s HTTP/1.1\r\nHost: x\r\nX-API-Key: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                                % (RESOURCE, KEY, headers["Content-Type"], len(body))).encode() + body[:900000])
        wait = Deadline()
        while self.spool_files():
            wait.check()
        self.assertEqual(before, table_rows(type(self)))
        self.assertEqual([], [name for name in os.listdir("/tmp") if name.startswith("osticket-rest-")])

    def spool_files(self):
        """The files without a name that the children hold open in /tmp."""
        found = []
        for child in children_of(self.httpd.process.pid):
            folder = "/proc/%d/fd" % child
            for name in os.listdir(folder):
                try:
                    target = os.readlink(os.path.join(folder, name))
                except OSError:
                    continue
                if target.startswith("/tmp/#") or "osticket-rest-" in target:
                    found.append(target)
        return found

    def test_that_are_images_of_the_message_hang_on_it_inline(self):
        for message in ('<p>a <img src="%s"> b</p>', "<p>a <img src='%s'> b</p>", "<p>a <IMG SRC=%s> b</p>",
                        '<p>a <img alt="" width=1 src = "%s"/> b</p>', "data:text/html;charset=utf-8,<p>a <img src=\"%s\"> b</p>"):
            ticket = self.created(message=message % PNG_ADDRESS.replace("data:", "DATA:"))
            (name, kind, size, inline), = self.attached(ticket)
            self.assertRegex(name, r"^image\w{4}\.png$")
            self.assertEqual(("image/png", len(PNG), 1), (kind, size, inline))
            key = self.sql("SELECT f.`key` FROM ost_attachment a JOIN ost_file f ON f.id = a.file_id WHERE a.object_id = %d"
                           " AND a.type = 'H'" % self.entry_of(ticket))[0][0]
            self.assertIn('src="cid:%s"' % key, self.body(ticket), message)
        ticket = self.created(message='<img src="%s">' % PNG_ADDRESS.replace("/png", "/PNG"))
        self.assertRegex(self.attached(ticket)[0][0], r"^image\w{4}\.PNG$")

    def test_that_are_broken_images_are_refused_with_a_sentence(self):
        before = table_rows(type(self))
        for address, reason in (("data:image/png;base64,%%", "is not the base64 it says it is"), ("data:image/png;base64,", "is empty"),
                                ("data:text/html,<p>", "is none"), ("data:image/,x", "is none"), ("data:,", "is none")):
            answer = self.create(message="<p>a <img src='%s'></p>" % address)
            self.assertEqual((422, {"message": "holds an embedded image that " + reason}), (answer.status, answer.json["fields"]))
        self.assertEqual(before, table_rows(type(self)))

    def test_an_image_may_be_larger_than_the_rest_of_a_body(self):
        image = pattern(1500000)
        answer = self.post_json(message="<p>before <img src=\"data:image/png;base64,%s\" alt=\"x\"> behind</p>" % base64_of(image))
        self.assertEqual(201, answer.status, answer.body)
        self.assertTrue(image == self.content(answer.json["id"]))
        self.assertRegex(self.body(answer.json["id"]), r'^<p>before <img src="cid:[\w-]{32}" alt="x" /> behind</p>$')

    def test_what_looks_like_an_image_in_plain_text_stays_in_it(self):
        message = "a < b: ;base64," + "A" * 9000
        ticket = self.created(message=message)
        self.assertEqual(message.replace("<", "&lt;"), self.body(ticket))

    def test_a_message_of_one_large_image_is_markup(self):
        image = pattern(300000)
        ticket = self.created(message='<img src="data:image/png;base64,%s">' % base64_of(image))
        self.assertTrue(image == self.content(ticket))
        self.assertRegex(self.body(ticket), r'^<img src="cid:[\w-]{32}" alt="image" />$')

    def test_that_hang_elsewhere_are_shown_only_where_they_are_the_help_desks(self):
        self.created(attachments=[{"name": "secret.png", "type": "image/png", "data": base64_of(PNG + b"secret")}])
        secret = self.sql("SELECT `key` FROM ost_file WHERE size = %d" % (len(PNG) + 6))[0][0]
        public = "P" * 32
        self.sql("INSERT INTO ost_file (id, ft, bk, type, size, `key`, signature, name, created)"
                 " VALUES (900, 'L', 'D', 'image/png', 1, '%s', 's', 'logo.png', NOW())" % public)
        answer = self.create(message='<p>a <img src="https://desk.example/file.php?key=%s&amp;expires=1"> b <img src="cid:%s"> c'
                                     ' "cid:%s" <img src="cid:%s"></p>' % (public, secret.lower(), secret, "q" * 32))
        self.assertEqual(["message: an image that belongs to others is not shown"], answer.json["warnings"])
        ticket = answer.json["id"]
        self.assertEqual([("logo.png", "image/png", 1, 1)], self.attached(ticket))
        body = self.body(ticket)
        self.assertNotIn("cid:" + secret.lower(), body.lower())
        self.assertEqual(2, body.count("<img "), body)

    def test_of_text_never_become_the_body_of_a_long_message(self):
        evil = b"<script>alert(1)</script>"
        ticket = self.created(message='<p><img src="cid:x"> %s</p>' % ("word " * 14000), attachments=[
            {"name": "evil.html", "type": "text/html", "data": base64_of(evil), "cid": "x"}])
        attached = self.attached(ticket)
        self.assertEqual([("evil.html", "text/html", len(evil), 0)], attached[:1])
        self.assertEqual(("text/html", 1), (attached[1][1], attached[1][3]))
        self.assertEqual("", self.body(ticket))

    def test_a_message_of_more_bytes_than_its_column_holds_is_kept_whole(self):
        message = "ü" * 40000
        ticket = self.created(message=message)
        self.assertEqual("", self.body(ticket))
        self.assertEqual(message.encode(), self.content(ticket))
        found = self.sql("SELECT LENGTH(content) FROM ost__search WHERE object_type = 'H' AND object_id = %d" % self.entry_of(ticket))
        self.assertEqual([["65534"]], found)

    def test_whose_content_hangs_on_another_object_of_the_same_id_are_copies(self):
        first = self.created(attachments=[{"a.png": PNG_ADDRESS}])
        self.assertEqual(1, len(self.attached(first)))
        file_id = self.number("SELECT MAX(file_id) FROM ost_attachment")
        next_entry = self.number("SELECT MAX(id) + 1 FROM ost_thread_entry")
        self.sql("INSERT INTO ost_attachment (object_id, type, file_id, inline) VALUES (%d, 'F', %d, 0)" % (next_entry, file_id))
        ticket = self.created(message='<p><img src="cid:x"></p>', attachments=[
            {"name": "a.png", "type": "image/png", "data": base64_of(PNG), "cid": "x"}])
        self.assertEqual(next_entry, self.entry_of(ticket))
        self.assertEqual([("a.png", "image/png", len(PNG), 1)], self.attached(ticket))
        self.assertEqual(PNG, self.content(ticket))
        key = self.sql("SELECT f.`key` FROM ost_attachment a JOIN ost_file f ON f.id = a.file_id"
                       " WHERE a.type = 'H' AND a.object_id = %d" % next_entry)[0][0]
        self.assertIn("cid:" + key, self.body(ticket))

    def test_go_a_day_after_the_last_ticket_that_has_them(self):
        old, young, shared = b"old file", b"young file", b"shared file"
        ticket = self.created(attachments=[{"o": "data:,old file"}, {"y": "data:,young file"}, {"s": "data:,shared file"}])
        self.created(attachments=[{"s": "data:,shared file"}])
        sizes = "%d, %d, %d" % (len(old), len(young), len(shared))
        self.sql("UPDATE ost_file SET created = NOW() - INTERVAL 2 DAY WHERE size IN (%d, %d)" % (len(old), len(shared)))
        self.sql("INSERT INTO ost_file (id, ft, bk, type, size, `key`, signature, name, created) VALUES"
                 " (910, 'T', 'F', 'x/y', 1, 'elsewhere', 's', 'on disk', '2020-01-01'), (911, 'L', 'D', 'x/y', 1, 'logo', 's', 'logo', '2020-01-01')")
        self.assertEqual(200, self.send("DELETE", "?id=%d" % ticket).status)
        left = self.sql("SELECT size FROM ost_file WHERE size IN (%s) ORDER BY size" % sizes)
        self.assertEqual([[str(len(young))], [str(len(shared))]], left)
        self.assertEqual(2, self.number("SELECT COUNT(*) FROM ost_file WHERE id IN (910, 911)"))
        self.assertEqual(0, self.number("SELECT COUNT(*) FROM ost_file_chunk c LEFT JOIN ost_file f ON f.id = c.file_id WHERE f.id IS NULL"))
