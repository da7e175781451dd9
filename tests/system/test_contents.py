# SPDX-License-Identifier: MIT
"""The contents of files that hang on a ticket's entries."""
import email
import os
import re
import stat

import sample
from file_rows import CHUNK, FIELD, LARGE, ODD, SMALL, answered, attached, entry, stored, ticket
from harness import KEY, Run, SystemTest


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
