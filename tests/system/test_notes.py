# SPDX-License-Identifier: MIT
"""Internal notes, of agents and of keys."""
from agents import INES, ROSA, AgentTest
from harness import table_rows


class Notes(AgentTest):
    def test_is_an_entry_that_changes_no_column_of_the_ticket(self):
        ticket = self.created()
        before = self.ticket(ticket, "*")
        answer = self.act("%d/notes" % ticket, {"message": "<p>He is a regular.</p>", "title": "Who <i>he</i> is & was"})
        self.assertEqual((201, "Note posted"), (answer.status, answer.json["message"]))
        self.assertEqual(before, self.ticket(ticket, "*"))
        self.assertEqual(["N", "64", "1", "Ines Brandt", "Who he is &amp; was"],
                         self.entry(answer.json["id"], "type, flags, staff_id, poster, title"))
        shown = self.get("?id=%d" % ticket).json["tickets"][0]["responses"][-1]
        self.assertEqual((True, "<p>He is a regular.</p>"), (shown["is_note"], shown["body"]))

    def test_of_a_key_that_acts_for_nobody_is_the_apis(self):
        ticket = self.created()
        entry = self.posted("%d/notes" % ticket, {"message": "Disk is full."}, None)
        self.assertEqual(["192", "0", "API", "NULL"], self.entry(entry, "flags, staff_id, poster, title"))
        self.assertEqual([], self.sql("SELECT * FROM ost__search WHERE object_type = 'H' AND object_id = %d" % entry))

    def test_gives_the_ticket_a_status(self):
        ticket = self.created()
        self.posted("%d/notes" % ticket, {"message": "Nothing to do.", "status_id": 2})
        self.assertEqual(["2", "1"], self.ticket(ticket, "status_id, staff_id"))
        other = self.created()
        before = table_rows(type(self)), self.ticket(other, "*")
        answer = self.act("%d/notes" % other, {"message": "x", "status_id": 2}, ROSA)
        self.assert_error(403, "You do not have permission to resolve/close tickets", answer)
        self.assertEqual(before, (table_rows(type(self)), self.ticket(other, "*")))

    def test_may_name_the_status_that_the_ticket_has(self):
        ticket = self.created()
        self.posted("%d/notes" % ticket, {"message": "Nothing to do.", "status_id": 2})
        before = self.ticket(ticket, "*")
        self.posted("%d/notes" % ticket, {"message": "Indeed.", "status_id": 2}, ROSA)
        self.assertEqual(before, self.ticket(ticket, "*"))

    def test_says_something(self):
        ticket = self.created()
        before = table_rows(type(self))
        for body, field in (({}, "message"), ({"message": "<br>"}, "message"), ({"message": 1, "title": []}, "title"),
                            ({"message": "x", "attachments": 5}, "attachments"),
                            ({"message": "x", "notify": True}, "notify"), ({"message": "x", "status_id": 99}, "status_id")):
            answer = self.act("%d/notes" % ticket, body)
            self.assertEqual((422, [field]), (answer.status, list(answer.json["fields"])), body)
        self.assertEqual(before, table_rows(type(self)))


class QuietNotes(AgentTest):
    def test_take_all_that_is_described(self):
        answer = self.act("%d/notes" % self.created(), {"message": "x", "alert": False, "attachments": None}, ROSA)
        self.assertEqual((201, None), (answer.status, answer.json.get("warnings")))


class Cost(AgentTest):
    settings = AgentTest.counting
    reference_ttl = 60

    def test_of_a_note_is_at_most_25_statements(self):
        ticket = self.created()
        post = lambda: self.posted("%d/notes" % ticket, {"message": "Counted."}, INES)  # noqa: E731
        self.assertLessEqual(self.statements(post), 25)
