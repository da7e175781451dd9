# SPDX-License-Identifier: MIT
"""Answers that an agent edits: files of fields, and choices that are offered no more."""
import base64
import json
import zlib

from acting import ActingTest
from harness import table_rows

DOCS, QUAY, LOAD = 700, 22, 21


class EditedFields(ActingTest):
    def value(self, ticket, field):
        return self.sql("SELECT v.value FROM ost_form_entry e JOIN ost_form_entry_values v ON v.entry_id = e.id WHERE"
                        " e.object_type = 'T' AND e.object_id = %d AND v.field_id = %d" % (ticket, field))[0][0]

    def leaves_all(self, ticket, **members):
        before = table_rows(self)
        self.changed(ticket, **members)
        self.assertEqual(before, table_rows(self))


class Files(EditedFields):
    @classmethod
    def fill(cls):
        super().fill()
        cls.sql("INSERT INTO ost_form_field (id, form_id, flags, type, label, name, configuration, sort, created, updated)"
                " SELECT %d, id, 0x3301, 'files', 'Documents', 'docs', '{}', 70, NOW(), NOW() FROM ost_form WHERE type = 'T';"
                " ALTER TABLE ost_ticket__cdata ADD docs MEDIUMTEXT" % DOCS)

    def with_files(self):
        """A ticket with two files, and what they are attached to."""
        ticket = self.created(docs=[{"name": name, "type": "text/plain", "data": base64.b64encode(name.encode()).decode()}
                                    for name in ("a.txt", "b.txt")])
        entry = self.sql("SELECT id FROM ost_form_entry WHERE object_type = 'T' AND object_id = %d" % ticket)[0][0]
        return ticket, zlib.crc32(b"E%d" % DOCS + entry.encode())

    def attached(self, owner):
        return self.number("SELECT COUNT(*) FROM ost_attachment WHERE type = 'E' AND object_id = %d" % owner)

    def test_of_a_field_are_taken_away(self):
        for nothing in (None, []):
            ticket, owner = self.with_files()
            other, others_owner = self.with_files()
            stored = self.value(ticket, DOCS)
            self.assertEqual(2, self.attached(owner))
            self.changed(ticket, docs=nothing)
            self.assertEqual(("[]", 0, 2), (self.value(ticket, DOCS), self.attached(owner), self.attached(others_owner)))
            self.assertEqual([("edited", {"0": stored, "1": "[]", "fields": {str(DOCS): [stored, "[]"]}}, "dora")], self.events(ticket))
            self.assertEqual([["[]"]], self.sql("SELECT docs FROM ost_ticket__cdata WHERE ticket_id = %d" % ticket))
            self.leaves_all(ticket, docs=nothing)

    def test_that_are_not_there_are_no_change(self):
        ticket = self.created()
        for nothing in (None, [], False):
            self.leaves_all(ticket, docs=nothing)

    def test_are_not_brought(self):
        ticket, owner = self.with_files()
        shown = self.get("?id=%d&include=fields" % ticket).json["tickets"][0]["fields"]["docs"]["value"]
        for docs in (["a.txt"], "a.txt", shown, {"name": "c.txt"}, [{"name": "c.txt", "type": "text/plain", "data": ""}]):
            answer = self.change(ticket, docs=docs)
            self.assertEqual((422, ["docs"]), (answer.status, list(answer.json.get("fields", ()))), answer.body)
        self.assertEqual(2, self.attached(owner))


class RetiredChoices(EditedFields):
    def configured(self, field, **configuration):
        before = self.sql("SELECT configuration FROM ost_form_field WHERE id = %d" % field)[0][0].replace("\\\\", "\\")
        write = "UPDATE ost_form_field SET configuration = '%s' WHERE id = %d"
        self.addCleanup(self.sql, write % (before.replace("\\", "\\\\"), field))
        self.sql(write % (json.dumps(configuration).replace("\\", "\\\\"), field))

    def test_stay_where_they_are(self):
        ticket = self.created(topic_id=5, crane_number=7, load="heavy", quay=1)
        self.configured(LOAD, choices="light:Up to 5 t")
        self.sql("UPDATE ost_list_items SET status = 0, value = 'Northern quay' WHERE id = 1")
        self.addCleanup(self.sql, "UPDATE ost_list_items SET status = 1, value = 'North quay' WHERE id = 1")
        self.leaves_all(ticket, load="heavy")
        self.leaves_all(ticket, quay=1)
        self.leaves_all(ticket, quay="1")
        self.changed(ticket, load="light", quay=2)
        self.assertEqual(['{"light":"Up to 5 t"}', '{"2":"South quay"}'], [self.value(ticket, LOAD), self.value(ticket, QUAY)])
        answer = self.change(ticket, load="heavy")
        self.assertEqual((422, ["load"]), (answer.status, list(answer.json["fields"])))

    def test_of_several_stay_beside_others(self):
        self.configured(LOAD, choices="light:Light\nheavy:Heavy\nwet:Wet", multiselect=True)
        ticket = self.created(topic_id=5, crane_number=7, load=["heavy", "wet"])
        self.configured(LOAD, choices="light:Light\nwet:Wet", multiselect=True)
        self.changed(ticket, load=["heavy", "light"])
        self.assertEqual('{"heavy":"Heavy","light":"Light"}', self.value(ticket, LOAD))
        self.changed(ticket, load=["light"])
        self.assertEqual(422, self.change(ticket, load=["heavy"]).status)
