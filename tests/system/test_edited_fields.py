# SPDX-License-Identifier: MIT
"""Answers that an agent edits: choices that are offered no more."""
import json

from acting import ActingTest
from harness import table_rows

QUAY, LOAD = 22, 21


class EditedFields(ActingTest):
    def value(self, ticket, field):
        return self.sql("SELECT v.value FROM ost_form_entry e JOIN ost_form_entry_values v ON v.entry_id = e.id WHERE"
                        " e.object_type = 'T' AND e.object_id = %d AND v.field_id = %d" % (ticket, field))[0][0]

    def leaves_all(self, ticket, **members):
        before = table_rows(self)
        self.changed(ticket, **members)
        self.assertEqual(before, table_rows(self))


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
