# SPDX-License-Identifier: MIT
"""Files with replies, notes and messages, and those that answer fields of a form."""
import json
import zlib

import actors
from harness import SystemTest
from servers import RESOURCE
from file_rows import pattern
from uploading import PNG_ADDRESS, Uploading, base64_of, form


class Posts(Uploading, actors.Actions, SystemTest):
    """Replies, notes and messages bring files as new tickets do."""
    settings = actors.SETTINGS + "\nOsTicketMaxUpload 4096"

    @classmethod
    def fill(cls):
        cls.sql(actors.agents())
        cls.sql("INSERT INTO ost_canned_response (canned_id, dept_id, isenabled, title, response, created, updated)"
                " VALUES (70, 0, 1, 'Canned', '<p>Read it: <img src=\"cid:%s\"></p>', NOW(), NOW())" % ("c" * 32))
        for number, key in ((70, "c" * 32), (71, "d" * 32)):
            cls.sql("INSERT INTO ost_file (id, ft, bk, type, size, `key`, signature, name, created) VALUES"
                    " (%d, 'T', 'D', 'image/png', 5, '%s', 's', 'f%d.png', NOW());"
                    "INSERT INTO ost_attachment (object_id, type, file_id, name, inline) VALUES (70, 'C', %d, NULL, %d)"
                    % (number, key, number, number, 71 - number))

    def attached(self, entry_id):
        return [(row[0], int(row[1])) for row in self.sql(
            "SELECT COALESCE(a.name, f.name), a.inline FROM ost_attachment a JOIN ost_file f ON f.id = a.file_id"
            " WHERE a.type = 'H' AND a.object_id = %d ORDER BY a.id" % entry_id)]

    def test_bring_files_and_images_as_json(self):
        ticket = self.created()
        for kind in ("replies", "notes", "messages"):
            answer = self.act("POST", "%d/%s" % (ticket, kind), {
                "message": "<p>See <img src='%s'></p>" % PNG_ADDRESS,
                "attachments": [{"a.txt": "data:text/plain,a"}, {"empty": "data:,"}]})
            self.assertEqual(201, answer.status, answer.body)
            self.assertEqual(["attachments: empty: Unable to save file"], answer.json["warnings"])
            (name, inline), (image, image_inline) = self.attached(answer.json["id"])
            self.assertEqual(("a.txt", 0, 1), (name, inline, image_inline))
            self.assertRegex(image, r"^image\w{4}\.png$")
            self.assertEqual(1, self.number("SELECT COUNT(*) FROM ost_thread_entry WHERE title = 'File Import Error' AND id = %d"
                                            % (answer.json["id"] - 1)))

    def test_bring_files_as_parts_of_a_form(self):
        ticket = self.created()
        headers, body = form(b'{"message":"See the file."}', [("a.bin", "x/y", pattern(600000))])
        headers["X-Staff-Id"] = str(actors.DORA)
        for kind in ("replies", "notes", "messages"):
            answer = self.upload(body, headers, path="%s/%d/%s" % (RESOURCE, ticket, kind))
            self.assertEqual(201, answer.status, answer.body)
            self.assertEqual([("a.bin", 0)], self.attached(answer.json["id"]))

    def test_of_a_canned_response_bring_its_files(self):
        answer = self.act("POST", "%d/replies" % self.created(), {"canned_id": 70, "attachments": [{"a.txt": "data:text/plain,b"}]})
        self.assertEqual(201, answer.status, answer.body)
        self.assertEqual([("f70.png", 1), ("f71.png", 0), ("a.txt", 0)], self.attached(answer.json["id"]))

    def test_that_are_long_are_kept_whole(self):
        answer = self.act("POST", "%d/notes" % self.created(), {"message": "x" * 70000})
        self.assertEqual([[""]], self.sql("SELECT body FROM ost_thread_entry WHERE id = %d" % answer.json["id"]))
        self.assertEqual(1, len(self.attached(answer.json["id"])))


class FieldFiles(Uploading, SystemTest):
    """Files that answer fields of a form."""
    settings = "OsTicketMaxUpload 4096"

    def add_field_of_files(self):
        self.sql("INSERT INTO ost_form_field (id, form_id, flags, type, label, name, configuration, sort, created, updated)"
                 " SELECT 700, id, 0x3301, 'files', 'Documents', 'docs', '{\"extensions\":\".txt\"}', 70, NOW(), NOW()"
                 " FROM ost_form WHERE type = 'T'")
        self.addCleanup(self.sql, "DELETE FROM ost_form_field WHERE id = 700")

    def test_of_fields_keep_the_names_they_came_with_beside_those_of_their_rows(self):
        self.add_field_of_files()
        self.created(attachments=[{"older.txt": "data:text/plain,known"}, {"plain.TXT": "data:text/plain,case"}])
        long = "ü" * 300 + ".txt"
        sent = [(long, b"long"), ("\U0001F600.txt", b"smile"), ("terms.txt", b"known"), ("PLAIN.txt", b"case"), ("ok.txt", b"fine")]
        answer = self.create(docs=[{"name": name, "type": "text/plain", "data": base64_of(content)} for name, content in sent])
        self.assertEqual((201, ["docs: %s: the name ends at 255 characters" % long[:255]]), (answer.status, answer.json["warnings"]))
        rows = self.sql("SELECT a.file_id, f.name, a.name FROM ost_attachment a JOIN ost_file f ON f.id = a.file_id WHERE a.type = 'E' ORDER BY a.id")
        self.assertEqual([[long[:255], long[:255]], ["????.txt", "????.txt"], ["older.txt", "terms.txt"], ["plain.TXT", "NULL"],
                          ["ok.txt", "NULL"]], [row[1:] for row in rows])
        # A column's backslashes come doubled from the client program.
        (value,), = self.sql("SELECT value FROM ost_form_entry_values WHERE field_id = 700 AND value <> 'false'")
        self.assertEqual({row[0]: name for row, (name, _) in zip(rows, sent)}, json.loads(value.replace("\\\\", "\\")))
        (content,), = self.sql("SELECT content FROM ost__search WHERE object_type = 'T' AND object_id = %d" % answer.json["id"])
        self.assertIn("older.txt, plain.TXT, %s, ????.txt, ok.txt" % long[:255], content)

    def test_of_fields_are_attached_to_them_and_go_with_the_ticket(self):
        self.add_field_of_files()
        answer = self.create(docs=[{"name": "a.txt", "type": "text/plain", "data": base64_of(b"a" * 9000)},
                                   {"name": "b.exe", "type": "x/y", "data": base64_of(b"b")}])
        self.assertEqual((201, ["docs: b.exe: File type is not allowed"]), (answer.status, answer.json["warnings"]))
        entry, value = self.sql("SELECT entry_id, value FROM ost_form_entry_values WHERE field_id = 700")[0]
        owner = zlib.crc32(b"E700" + entry.encode())
        (file_id,), = self.sql("SELECT file_id FROM ost_attachment WHERE type = 'E' AND object_id = %d" % owner)
        self.assertEqual('{"%s":"a.txt"}' % file_id, value)
        self.assertEqual(422, self.create(docs="a.txt").status)
        self.assertEqual(200, self.send("DELETE", "?id=%d" % answer.json["id"]).status)
        self.assertEqual(0, self.number("SELECT COUNT(*) FROM ost_attachment WHERE type = 'E'"))
